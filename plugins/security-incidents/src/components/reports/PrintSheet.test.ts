import { toCssString } from './PrintSheet';

describe('toCssString', () => {
  it('lets no name end the string or the rule', () => {
    const text = toCssString('Q3 "}*{display:none}</style> ä\n');
    expect(text).toBe(
      '"Q3 \\22 \\7d \\2a \\7b display:none\\7d \\3c \\2f style\\3e  \\e4 \\a "',
    );
  });
});
