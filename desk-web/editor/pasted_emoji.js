// Emoji of what is pasted: messengers draw them as pictures, or as bold italic letters; here they are letters like others.
const letters = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u;
const drawn = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u; // digits alone are none

export const isEmoji = (text) => letters.test(text) && drawn.test(text);

export function mendEmoji(root) {
  for (const picture of [...root.querySelectorAll("img[alt]")]) {
    const alt = picture.getAttribute("alt");
    if (isEmoji(alt)) picture.replaceWith(alt);
  }
  for (const node of [...root.querySelectorAll("i, em, b, strong")]) if (isEmoji(node.textContent) && !node.querySelector("a, br, img")) node.replaceWith(node.textContent);
}
