// Which words of two texts are not the other's: the longest common subsequence of words, found only between what the texts begin and
// end with alike. Where that would take more than so many cells, all between counts as differing.
const CELLS_MAX = 1_000_000;

const wordsOf = (text) => text.match(/\s+|\S+/g) || [];
const isSpace = (word) => /^\s/.test(word);

// How many words the rests of both texts share, from each pair of places: a row for each word of `mine`.
function sharedFrom(mine, theirs) {
  const width = theirs.length + 1, cells = new Uint16Array((mine.length + 1) * width);
  for (let i = mine.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      const at = i * width + j;
      cells[at] = mine[i] === theirs[j] ? cells[at + width + 1] + 1 : Math.max(cells[at + width], cells[at + 1]);
    }
  }
  return (i, j) => cells[i * width + j];
}

// Pairs of places that stand for the same word.
function sharedPlaces(mine, theirs) {
  if ((mine.length + 1) * (theirs.length + 1) > CELLS_MAX) return [];
  const shared = sharedFrom(mine, theirs), places = [];
  for (let i = 0, j = 0; i < mine.length && j < theirs.length;) {
    if (mine[i] === theirs[j]) places.push([i++, j++]);
    else if (shared(i + 1, j) >= shared(i, j + 1)) i++;
    else j++;
  }
  return places;
}

// A space between two words that differ is read with them.
function withSpaces(words, isShared) {
  const differs = words.map((_, i) => !isShared.has(i));
  return differs.map((one, i) => one || (isSpace(words[i]) && Boolean(differs[i - 1] && differs[i + 1])));
}

function runs(words, differs) {
  const list = [];
  words.forEach((text, i) => {
    const last = list[list.length - 1];
    if (last?.differs === differs[i]) last.text += text;
    else list.push({ text, differs: differs[i] });
  });
  return list;
}

// Each text as runs of words that are the other's, too, or differ.
export function differingWords(mine, theirs) {
  const texts = [wordsOf(mine), wordsOf(theirs)];
  const shortest = Math.min(texts[0].length, texts[1].length);
  let start = 0, end = 0;
  while (start < shortest && texts[0][start] === texts[1][start]) start++;
  while (end < shortest - start && texts[0][texts[0].length - 1 - end] === texts[1][texts[1].length - 1 - end]) end++;
  const places = sharedPlaces(...texts.map((words) => words.slice(start, words.length - end)));
  return texts.map((words, side) => {
    const middle = words.slice(start, words.length - end);
    const inside = withSpaces(middle, new Set(places.map((pair) => pair[side])));
    return runs(words, words.map((_, i) => (i >= start && i < words.length - end ? inside[i - start] : false)));
  });
}
