// What leads on from an article, and what was corrected in it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { links, mainOf, visibleText } from './support/pages.mjs';
import { until } from './support/until.mjs';

const SECTIONS = { city: { uk: 'Місто', ru: 'Город', en: 'City' }, culture: { uk: 'Культура', ru: 'Культура', en: 'Culture' } };
const at = (minute) => `2026-03-01T09:${String(minute).padStart(2, '0')}:00Z`;
const headlinesOf = async (newsroom, address) => links(mainOf(await newsroom.page(address))).map((link) => link.text);

async function newsroomOfTheBridge(t) {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.import([
    story({ uri: 'urn:t:1', headline: 'Міст ремонтують', topics: ['Міст'], section: 'city', published: at(1) }),
    story({ uri: 'urn:t:2', headline: 'Виставка відкрита', topics: ['Музей'], section: 'culture', published: at(2) }),
    story({ uri: 'urn:t:3', headline: 'Трамвай їде довше', topics: ['Трамвай'], section: 'city', published: at(3) }),
  ]);
  return newsroom;
}

test('an article leads on to what its editors picked, to what is about the same, and to its section', async (t) => {
  const newsroom = await newsroomOfTheBridge(t);
  const address = await newsroom.publish(story({
    uri: 'urn:t:4', headline: 'Міст відкрито', topics: ['Міст'], section: 'city', related: ['urn:t:2'], published: at(4),
  }));
  await newsroom.serve();
  const text = visibleText(mainOf(await newsroom.page(address)));
  assert.match(text, /Читайте також .*Виставка відкрита.*Міст ремонтують.*Ще в розділі «Місто» .*Трамвай їде довше/);
  assert.equal(text.match(/Міст ремонтують/g).length, 1, 'nothing is led to twice');
  const section = links(mainOf(await newsroom.page(address))).find((link) => link.text === 'Ще в розділі «Місто»');
  assert.equal(section.href, '/city/');
});

test('the first story about something leads on to its follow-up', async (t) => {
  const newsroom = await newsroomOfTheBridge(t);
  const burst = (headline, rest) => story({ uri: 'urn:t:4', headline, topics: ['Труба'], section: 'city', published: at(4), ...rest });
  const address = await newsroom.publish(burst('Прорвало трубу'));
  await newsroom.serve();
  assert.doesNotMatch(visibleText(mainOf(await newsroom.page(address))), /Читайте також/);
  await newsroom.publish(story({ uri: 'urn:t:5', headline: 'Вода знову є', topics: ['Труба'], section: 'culture', published: at(5) }));
  await until('the first leads on to it', async () =>
    /Читайте також .*Вода знову є.*Ще в розділі «Місто»/.test(visibleText(mainOf(await newsroom.page(address)))));
  await newsroom.publish(burst('Прорвало велику трубу', { changed: at(30) }));
  const page = await newsroom.page(address);
  assert.match(visibleText(mainOf(page)), /Прорвало велику трубу.*Читайте також .*Вода знову є/);
  await newsroom.must('rebuild');
  await newsroom.must('check');
  assert.equal(await newsroom.page(address), page);
});

test('a withdrawn story is led to no more, a corrected headline is right, and a rebuilt archive says the same', async (t) => {
  const newsroom = await newsroomOfTheBridge(t);
  const address = await newsroom.publish(story({
    uri: 'urn:t:4', headline: 'Міст відкрито', topics: ['Міст'], section: 'city', published: at(4),
  }));
  await newsroom.serve();
  await newsroom.publish(story({
    uri: 'urn:t:1', headline: 'Міст ремонтували', topics: ['Міст'], section: 'city', published: at(1), changed: at(30),
  }));
  await newsroom.must('withdraw', 'urn:t:3', '--reason', 'Помилка');
  await until('the corrected headline is shown, the withdrawn one not', async () => {
    const headlines = await headlinesOf(newsroom, address);
    return headlines.includes('Міст ремонтували') && !headlines.includes('Міст ремонтують') && !headlines.includes('Трамвай їде довше');
  });
  const page = await newsroom.page(address);
  await newsroom.must('rebuild');
  await newsroom.must('check');
  assert.equal(await newsroom.page(address), page);
});

test('the first of a section lead to those that come, and to others when one leaves', async (t) => {
  const newsroom = await newsroomOfTheBridge(t);
  const city = (number, rest) => story({
    uri: `urn:t:${number}`, headline: `Місто ${number}`, topics: [`Тема ${number}`], section: 'city', published: at(number), ...rest,
  });
  await newsroom.serve();
  const first = links(mainOf(await newsroom.page('/city/'))).find((link) => link.text === 'Міст ремонтують').href;
  for (const number of [4, 5, 6, 7, 8]) await newsroom.publish(city(number));
  const leadsOnTo = (...headlines) => until(`it leads on to ${headlines}`, async () =>
    (await headlinesOf(newsroom, first)).slice(-headlines.length).join() === headlines.join());
  await leadsOnTo('Ще в розділі «Місто»', 'Місто 6', 'Місто 5', 'Місто 4', 'Трамвай їде довше');
  await newsroom.must('withdraw', 'urn:t:4', '--reason', 'Помилка');
  await newsroom.publish(city(5, { section: 'culture', changed: at(30) }));
  await leadsOnTo('Місто 8', 'Місто 7', 'Місто 6', 'Трамвай їде довше');
  const page = await newsroom.page(first);
  await newsroom.must('rebuild');
  await newsroom.must('check');
  assert.equal(await newsroom.page(first), page);
});

test('corrections stand below the text with their times, and in what search engines read', async (t) => {
  const newsroom = await Newsroom.make(t);
  const item = story({ uri: 'urn:t:1', headline: 'Міст ремонтують', lead: 'Коротко.', published: at(1) });
  const address = await newsroom.publish(item);
  await newsroom.serve();
  assert.doesNotMatch(visibleText(mainOf(await newsroom.page(address))), /Виправлення/);
  item.descriptions.push({ role: 'correction', value: '2026-03-02T17:52:00+02:00 Міст збудували 1967 року.' });
  await newsroom.publish({ ...item, versionCreated: '2026-03-02T15:52:00Z' });
  const page = await newsroom.page(address);
  const text = visibleText(mainOf(page));
  assert.match(text, /Виправлено: понеділок, 2 березня 2026, 17:52/);
  assert.doesNotMatch(text, /Оновлено/, 'of one minute the correction says all');
  assert.match(text, /Другий абзац\. Виправлення , 2 березня 2026, 17:52 : Міст збудували 1967 року\./);
  const [data] = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)[1])['@graph'];
  assert.deepEqual(data.correction, [{
    '@type': 'CorrectionComment', text: 'Міст збудували 1967 року.', datePublished: '2026-03-02T17:52:00+02:00',
  }]);
  assert.equal(data.dateModified, '2026-03-02T17:52:00+02:00');
  assert.match(await newsroom.page(`${address}index.txt`), /Виправлення, 2 березня 2026, 17:52: Міст збудували 1967 року\./);
});

test('a version that comes late is passed over and said so; an embargo of ninjs 3 holds', async (t) => {
  const newsroom = await Newsroom.make(t);
  const item = (headline, changed, rest) => story({ uri: 'urn:t:1', headline, published: at(1), changed, ...rest });
  const address = await newsroom.publish(item('Друга', at(20)));
  const late = await newsroom.must('publish', newsroom.file('late.json', JSON.stringify(item('Перша', at(10)))));
  assert.match(late.stdout, /older than what is here/);
  const imported = await newsroom.import([item('Перша', at(10))]);
  assert.match(imported.stdout, /1 older than what is here/);
  await newsroom.import([story({ uri: 'urn:t:2', headline: 'Ще не час', published: at(2), embargoedUntil: '2100-01-01T00:00:00Z' })]);
  await newsroom.serve();
  assert.match(await newsroom.page(address), /Друга/);
  assert.doesNotMatch(await newsroom.page('/news/'), /Перша|Ще не час/);
});
