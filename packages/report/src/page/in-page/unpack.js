/** The text that was deflated into the element of this id. */
export async function unpack(id) {
  const packed = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(packed), (it) => it.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(inflated).text();
}

const loaded = new Map();

/** Runs a packed script once; the page's policy knows its hash, so that nothing needs eval. */
export function runPacked(id) {
  if (!loaded.has(id)) {
    loaded.set(
      id,
      unpack(id).then((code) => {
        const script = document.createElement("script");
        script.textContent = code;
        document.head.append(script);
      }),
    );
  }
  return loaded.get(id);
}
