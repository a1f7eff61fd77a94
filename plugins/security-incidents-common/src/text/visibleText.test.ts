import { createIncidentSchema, updateIncidentSchema } from '../model';
import { showDirectionControls, showHiddenCharacters } from './visibleText';

const REQUEST = { affected: [], unknownService: true };
const getMessages = (title: string) =>
  createIncidentSchema
    .safeParse({ ...REQUEST, title })
    .error?.issues.map(({ message }) => message);

describe('a title', () => {
  it.each([
    'Leaked key',
    'دسترسی \u{6cc}\u200c\u{627}',
    'क्\u200dष',
    '👩\u200d💻 phished',
    '❤\uFE0F',
    '1\uFE0F\u20E3 of 2',
    '葛\u{E0100}城',
    '…',
    'Zürich – “quoted” 100%',
  ])('may be %j', title => {
    expect(getMessages(title)).toBeUndefined();
  });

  it.each([
    ['\u200B', 'a zero width space alone'],
    ['\u3164', 'a Hangul filler alone'],
    ['\u2800', 'a braille blank alone'],
    ['\u00AD\u2060', 'a soft hyphen and a word joiner'],
  ])('must show something: %j is %s', title => {
    expect(getMessages(title)).toContain(
      'must have at least one visible character',
    );
  });

  it.each([
    ['pay\u200Bments', 'a zero width space'],
    ['pay\u200Dments', 'a joiner between letters that do not join'],
    ['pay\u00ADments', 'a soft hyphen'],
    ['\u202Egpj.exe', 'a right-to-left override'],
    ['a\u2066b\u2069', 'an isolate'],
    ['a\u200Fb', 'a right-to-left mark'],
    ['a\u061Cb', 'an Arabic letter mark'],
    ['a\nb', 'a line break'],
    ['a\u2028b', 'a line separator'],
    ['a\u001Bb', 'an escape'],
    ['a\uFE0Fb', 'a variation selector'],
    ['a\u{E0061}b', 'a tag'],
    ['a\uFEFFb', 'a byte order mark'],
  ])('must not hide anything: %j has %s', title => {
    expect(getMessages(title)).toEqual([
      'must not contain invisible characters, line breaks or controls of the text direction: remove them',
    ]);
  });

  it('has the same rules when it is changed, and so has a codename', () => {
    for (const field of ['title', 'codename']) {
      for (const value of ['\u200B', 'a\u202Eb']) {
        expect(updateIncidentSchema.safeParse({ [field]: value }).success).toBe(
          false,
        );
      }
    }
  });
});

describe('a text from before the rules', () => {
  it.each([
    ['pay\u202Estnem', 'pay[U+202E]stnem'],
    ['pay\u200Bments', 'pay[U+200B]ments'],
    ['a\nb', 'a[U+000A]b'],
    ['a\u{E0061}b', 'a[U+E0061]b'],
    ['👩\u200d💻 phished', '👩\u200d💻 phished'],
    ['دسترسی \u{6cc}\u200c\u{627}', 'دسترسی \u{6cc}\u200c\u{627}'],
    ['Zürich – “quoted” 100%', 'Zürich – “quoted” 100%'],
  ])('shows what a name hides: %j as %j', (name, shown) => {
    expect(showHiddenCharacters(name)).toBe(shown);
  });

  it('shows controls of the text direction, and keeps lines and marks', () => {
    expect(showDirectionControls('a\u202Eb\u2066c\u2069\n\u200Fd')).toBe(
      'a[U+202E]b[U+2066]c[U+2069]\n\u200Fd',
    );
  });
});
