// ninjs 3 items from the few words that a test is about.

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// story: ties language siblings. section: what a subject's `literal` says. published, changed: ISO 8601.
// paragraphs: plain texts; html: the body as it stands, instead. related: uris. sources: [{name, uri}]. topics: names, or
// subjects as they stand. pictures: ninjs.
export function story({
  uri, language = 'uk', headline, lead, section, story: storyId, published = '2026-03-01T09:00:00Z', changed = published,
  paragraphs = ['Перший абзац.', 'Другий абзац.'], html, author, sources = [], topics = [], related = [], pictures = [], urgency, ...rest
}) {
  const associations = [...pictures, ...related.map((other, n) => ({ name: `related-${n + 1}`, type: 'text', uri: other }))];
  const subjects = [...(section ? [{ name: section, literal: section }] : []), ...topics.map((topic) => (typeof topic === 'string' ? { name: topic } : topic))];
  const item = {
    uri,
    type: 'text',
    standard: { name: 'ninjs', version: '3.1' },
    language,
    firstCreated: published,
    contentCreated: published,
    versionCreated: changed,
    pubStatus: 'usable',
    urgency,
    headlines: [{ role: 'main', value: headline }],
    descriptions: lead ? [{ role: 'summary', contentType: 'text/plain', value: lead }] : undefined,
    bodies: [{ role: 'main', contentType: 'text/html', value: html ?? paragraphs.map((p) => `<p>${escape(p)}</p>`).join('\n') }],
    by: author,
    subjects: subjects.length ? subjects : undefined,
    infoSources: sources.length ? sources : undefined,
    altIds: storyId ? [{ role: 'story', value: storyId }] : undefined,
    associations: associations.length ? associations : undefined,
    ...rest,
  };
  return JSON.parse(JSON.stringify(item)); // without what is undefined
}

export const jsonLines = (items) => items.map((item) => JSON.stringify(item) + '\n').join('');

// The same story in three languages.
export function inThreeLanguages({ uri, headlines, ...rest }) {
  return Object.entries(headlines).map(([language, headline]) =>
    story({ uri: `${uri}:${language}`, story: uri, language, headline, ...rest }));
}
