/** What people typed, made safe to store and to put in a mail. */

/** Anything that could steer a mail's headers or a terminal, or that turns the reading direction. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

const longestValue = 200;

/** One line, without anything that steers. */
export function plainValue(text: string): string {
  const plain = text.replace(steering, ' ').trim();
  return plain.length <= longestValue ? plain : [...plain].slice(0, longestValue).join('').trim();
}
