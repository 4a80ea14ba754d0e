// Addresses of things on other sites, as people copy or frame them, to a provider and the thing's id there
// (src/news/embed_address.c knows the same forms, and src/news/embed.h has the last word). Nothing is ever loaded from them.

const forms = [
  ["youtube", /^(?:youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/|embed\/)|youtube-nocookie\.com\/embed\/|youtu\.be\/)((?!(?:videoseries|live_stream)(?![\w-]))[\w-]{6,20})/i],
  ["vimeo", /^vimeo\.com\/(?:video\/)?(\d+)/i],
  ["telegram", /^(?:t\.me|telegram\.me)\/(?:s\/)?([\w-]+\/\d+)/i],
  ["x", /^(?:x|twitter)\.com\/[\w-]+\/status\/(\d+)/i],
  ["facebook", /^facebook\.com\/(\w[\w.-]*\/(?:posts|videos)\/\w[\w.-]*)/i],
  ["instagram", /^instagram\.com\/(?:p|reel|tv)\/([\w-]+)/i],
  ["tiktok", /^tiktok\.com\/(@[\w.-]+\/video\/\d+|embed\/v2\/\d+)/i],
];
const end = /^(?:[/?&#]|$)/; // an id that goes on in odd characters is another thing's

function bareOf(address) {
  return address.trim().replace(/^(?:https?:)?(?:\/\/)?(?:(?:www|m|mobile|web|player)\.)?/i, "");
}

// Facebook frames a thing by a page of its own that is told the thing's address.
function framedIn(bare) {
  const frame = /^facebook\.com\/plugins\/[^?]*\?(.*)/i.exec(bare);
  return (frame && new URLSearchParams(frame[1]).get("href")) || null;
}

// {provider, embed_id}, or null: it is none that we know.
export function embedOf(address) {
  const outer = bareOf(address);
  const framed = framedIn(outer);
  const bare = framed ? bareOf(framed) : outer;
  for (const [provider, form] of forms) {
    const match = form.exec(bare);
    if (match && end.test(bare.slice(match[0].length))) return { provider, embed_id: match[1] };
  }
  return null;
}
