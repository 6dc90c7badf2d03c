/** What the pages and mails of omk itself say; both languages have the same keys. */
type Text = string;

/** Lines of text, the first one the heading. */
export interface Told {
  readonly title: Text;
  readonly lines: readonly Text[];
}

export interface Words {
  /** For dates. */
  readonly locale: string;
  readonly newsletter: (project: string) => Text;
  readonly home: Text;
  readonly subscribe: Text;
  readonly archive: Text;
  readonly feed: Text;
  readonly footer: Text;
  readonly privacy: Text;
  readonly welcome: {
    readonly intro: (project: string) => Text;
    readonly latest: Text;
    readonly all: Text;
    readonly stop: Text;
    readonly stopMore: Text;
  };
  readonly form: {
    readonly title: (project: string) => Text;
    readonly intro: Text;
    readonly email: Text;
    readonly emailHint: Text;
    readonly name: Text;
    readonly nameHint: Text;
    readonly optional: Text;
    readonly segments: Text;
    readonly segmentsHint: Readonly<Record<'all' | 'none', Text>>;
    readonly frequency: Text;
    readonly frequencies: Readonly<Record<'each' | 'weekly' | 'never', Text>>;
    readonly language: Text;
    readonly anyLanguage: Text;
    readonly trap: Text;
    /** Kept with the request, word for word. */
    readonly consent: (project: string) => Text;
    readonly send: Text;
    readonly closed: (contact: string) => Told;
  };
  readonly errors: {
    readonly title: Text;
    readonly prefix: Text;
    readonly emailMissing: Text;
    readonly emailWrong: Text;
    readonly emailDisposable: Text;
    readonly emailRefused: Text;
    readonly nameLong: Text;
  };
  readonly asked: Told;
  readonly mailAway: Told;
  readonly confirm: { readonly title: Text; readonly intro: (project: string) => Text; readonly button: Text };
  readonly confirmed: (project: string) => Told;
  readonly late: Told;
  readonly unsubscribe: { readonly title: Text; readonly intro: (project: string) => Text; readonly button: Text };
  readonly unsubscribed: (project: string) => Told;
  readonly mistake: Text;
  readonly unsubscribedShort: Text;
  readonly testLink: Told;
  readonly badLink: (contact: string) => Told;
  readonly ownMail: (contact: string) => Told;
  readonly preferences: {
    readonly title: Text;
    readonly intro: (address: string) => Text;
    readonly save: Text;
    readonly saved: Text;
    readonly stop: Text;
    readonly stopMore: Text;
    readonly erase: Text;
    readonly eraseMore: Text;
    readonly notOnList: Told;
    readonly pending: Told;
  };
  readonly erase: { readonly title: Text; readonly intro: Text; readonly button: Text; readonly back: Text };
  readonly erased: Told;
  readonly issues: {
    readonly title: Text;
    readonly none: Text;
    readonly page: (page: number, last: number) => Text;
    readonly pages: Text;
    readonly newer: Text;
    readonly older: Text;
    readonly withdrawn: Told;
    readonly bar: Text;
    readonly greeting: Text;
    readonly corrected: (when: string) => Text;
    readonly updated: (when: string) => Text;
    readonly current: Text;
  };
  readonly problems: Readonly<Record<'missing' | 'tooMuch' | 'tooLarge' | 'elsewhere' | 'method' | 'fault' | 'busy', Told>>;
  readonly mail: {
    readonly confirm: (project: string) => {
      readonly subject: Text;
      readonly why: Text;
      readonly button: Text;
      readonly after: readonly Text[];
    };
    readonly already: (project: string) => {
      readonly subject: Text;
      readonly why: Text;
      readonly button: Text;
      readonly after: readonly Text[];
    };
    readonly greeting: Text;
    readonly link: Text;
  };
}
