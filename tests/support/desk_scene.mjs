// The opening scene of most tests of the desk: a newsroom with a section, served with its desk, and its chief in a browser.
import { DeskBrowser, deskOf } from './desk.mjs';
import { Newsroom } from './newsroom.mjs';

export const TOWN = { town: { uk: 'Місто', ru: 'Город', en: 'Town' } };

// `items` are imported before it is served.
export async function servedDesk(end, { sections = TOWN, items = [] } = {}) {
  const newsroom = await Newsroom.make(end, { sections });
  if (items.length) await newsroom.import(items);
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  return { newsroom, desk: deskOf(newsroom.server) };
}

export async function deskWithChief(end, options = {}) {
  const { newsroom, desk } = await servedDesk(end, options);
  const browser = await DeskBrowser.start(end);
  const chief = await browser.visitor(desk);
  await chief.becomeWithPasskey(desk.firstLink, { name: 'Олена Коваль', login: 'olena' });
  return { newsroom, desk, browser, chief };
}

// Whether nothing is being done in the background, as a person's screen of editions tells it.
export const isQuiet = async (person) => !(await person.ask({ path: '/editions' })).text.includes('<progress');
