/** The body of an answer, which whoever answers decides the length of. */

/** Far more than any service has to say. */
const maxBytes = 8 * 1024 * 1024;

class TooLong extends Error {
  readonly code = 'too-long';
}

/** Rejects when it goes on and on. */
export async function answerText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLong();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
