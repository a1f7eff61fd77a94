import type { JSX } from 'react';
import type { messages } from './messages';
import type { readinessMessages } from './messages/readiness';
import type { sharedMessages } from './messages/shared';

/** All texts of nested messages, as a union of keys with their texts. */
type Entries<Nested, Prefix extends string = ''> = {
  [Key in keyof Nested & string]: Nested[Key] extends string
    ? { key: `${Prefix}${Key}`; text: Nested[Key] }
    : Entries<Nested[Key], `${Prefix}${Key}.`>;
}[keyof Nested & string];
type SharedEntry = Entries<typeof sharedMessages>;
type ReadinessEntry = Entries<typeof readinessMessages>;
type Entry = Entries<typeof messages> | ReadinessEntry | SharedEntry;
type Messages = { [Each in Entry as Each['key']]: Each['text'] };
type WithoutPlural<Key> = Key extends `${infer Base}_one`
  ? Base
  : Key extends `${infer Base}_other`
  ? Base
  : Key;

/** The key of a text, without the plural form. */
export type MessageKey = WithoutPlural<Entry['key']>;

/** The key of a text that cards on pages of other plugins may use. */
export type SharedMessageKey = WithoutPlural<SharedEntry['key']>;

type Form<Key extends string> = Key extends keyof Messages
  ? Messages[Key]
  : never;
/** Both forms of a plural, so that each of their placeholders is required. */
type TextOf<Key extends string> = Key extends keyof Messages
  ? Messages[Key]
  : Form<`${Key}_one`> | Form<`${Key}_other`>;
type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Options<Key extends string, Value> = [Placeholders<TextOf<Key>>] extends [
  never,
]
  ? [options?: { count?: number }]
  : [options: { [Name in Placeholders<TextOf<Key>>]: Value }];

interface TranslateAny<All extends string> {
  <Key extends All>(
    key: Key,
    ...options: Options<Key, string | number>
  ): string;
  <Key extends All>(
    key: Key,
    ...options: Options<Key, string | number | JSX.Element>
  ): JSX.Element;
}

/**
 * Looks up a text; pass it to functions that are not components. It checks keys and placeholders like the platform's own
 * type, which the compiler cannot expand for this many texts.
 */
export type Translate = TranslateAny<MessageKey>;

/** The same for the texts that cards on pages of other plugins may use. */
export type SharedTranslate = TranslateAny<SharedMessageKey>;

/** The same for the texts of how ready services are. */
export type ReadinessTranslate = TranslateAny<
  WithoutPlural<ReadinessEntry['key']>
>;
