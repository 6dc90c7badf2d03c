/** A subject that is not one command: what `omk help TOPIC` shows. Both languages have the same subjects. */
export interface Topic {
  readonly title: string;
  /** Paragraphs between empty lines; lines that begin with two spaces stay as they are. */
  readonly text: string;
}

export type Topics = Readonly<Record<string, Topic>>;
