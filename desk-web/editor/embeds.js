// Addresses of things on other sites, as people copy them, to a provider and the thing's id there (src/news/embed.h has the
// last word). Nothing is ever loaded from them.

const forms = [
  ["youtube", /^(?:www\.|m\.)?youtube(?:-nocookie)?\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/|embed\/)([\w-]{6,20})/],
  ["youtube", /^youtu\.be\/([\w-]{6,20})/],
  ["vimeo", /^(?:www\.|player\.)?vimeo\.com\/(?:video\/)?(\d+)/],
  ["telegram", /^(?:www\.)?(?:t\.me|telegram\.me)\/(?:s\/)?([\w]+\/\d+)/],
  ["x", /^(?:www\.|mobile\.)?(?:x|twitter)\.com\/\w+\/status\/(\d+)/],
  ["facebook", /^(?:www\.|m\.|web\.)?facebook\.com\/([\w.-]+\/(?:posts|videos)\/[\w.-]+)/],
  ["instagram", /^(?:www\.)?instagram\.com\/(?:p|reel|tv)\/([\w-]+)/],
  ["tiktok", /^(?:www\.)?tiktok\.com\/(@[\w.-]+\/video\/\d+)/],
];

// {provider, embed_id}, or null: it is none that we know.
export function embedOf(address) {
  const bare = address.trim().replace(/^https?:\/\//i, "");
  for (const [provider, form] of forms) {
    const match = form.exec(bare);
    if (match) return { provider, embed_id: match[1] };
  }
  return null;
}
