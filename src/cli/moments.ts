/** Moments as people read them, in the project's zone and in the language of the messages. */
export type TellMoment = (moment: Date) => string;

export function createMoments(language: string, timeZone: string): TellMoment {
  let format: Intl.DateTimeFormat | undefined; // slow to make, and many a report names no moment
  return (moment) => {
    format ??= new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {
      timeZone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    return format.format(moment);
  };
}
