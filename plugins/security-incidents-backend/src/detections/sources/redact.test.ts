import { redactPayload, redactText } from './redact';

const KEY = `-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----`;

describe('a field', () => {
  it.each([
    'password',
    'db_password',
    'Passwd',
    'passphrase',
    'secret',
    'clientSecret',
    'token',
    'access-token',
    'X-Api-Key',
    'Authorization',
    'private_key',
    'aws_secret_access_key',
    'SecretAccessKey',
    'sessionToken',
    'set-cookie',
    'connectionString',
  ])('%s loses its value', name => {
    const { payload, redactions } = redactPayload({ a: { [name]: 'hunter2' } });
    expect(payload).toEqual({ a: { [name]: '[redacted]' } });
    expect(redactions).toBe(1);
  });

  it('of a credential loses whatever it holds', () => {
    expect(redactPayload({ token: { value: 'x' }, secret: [1] })).toEqual({
      payload: { token: '[redacted]', secret: '[redacted]' },
      redactions: 2,
    });
  });

  it.each([
    ['secret_type', 'google_api_key'],
    ['secret_type_display_name', 'Google API Key'],
    ['accessKeyId', 'AKIAIOSFODNN7EXAMPLE'],
    ['tokens_used', 5],
    ['secret', null],
    ['secret', ''],
    ['token', true],
    ['keyboard', 'x'],
    ['author', 'Ada'],
  ])('%s: %p stays', (name, value) => {
    expect(redactPayload({ [name]: value })).toEqual({
      payload: { [name]: value },
      redactions: 0,
    });
  });

  it('called __proto__ stays a field', () => {
    const { payload } = redactPayload(
      JSON.parse('{"__proto__":{"polluted":1},"a":1}'),
    );
    expect(Object.keys(payload as object)).toEqual(['__proto__', 'a']);
    expect((payload as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('a text', () => {
  it.each([
    [
      'key: ghp_abcdefghijklmnopqrstuvwxyz0123456789 used',
      'key: [redacted] used',
    ],
    ['glpat-abcdefghij0123456789', '[redacted]'],
    ['xoxb-1234567890-abcdef', '[redacted]'],
    [
      `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`,
      '[redacted]',
    ],
    [
      'https://user:pa55@db.example.com/x',
      'https://user:[redacted]@db.example.com/x',
    ],
    ['Authorization: Bearer abc', 'Authorization: Bearer [redacted]'],
    ['authorization=Basic dXNlcjpwYXNz', 'authorization=Basic [redacted]'],
    ['sent bearer abcdefghijklmnop1', 'sent bearer [redacted]'],
    ['psql --password hunter2 -h db', 'psql --password [redacted] -h db'],
    ['run --db-password=hunter2', 'run --db-password=[redacted]'],
    [
      '{"password":"hun ter2","user":"a"}',
      '{"password":[redacted],"user":"a"}',
    ],
    ['DB_PASSWORD=hunter2;x', 'DB_PASSWORD=[redacted];x'],
    ['api_key: abc123', 'api_key: [redacted]'],
    [
      'https://x.example/a?sig=abc%2F&b=1',
      'https://x.example/a?sig=[redacted]&b=1',
    ],
    [`before ${KEY} after`, 'before [redacted] after'],
    [`cut ${KEY.slice(0, 40)}`, 'cut [redacted]'],
  ])('%p becomes %p', (text, expected) => {
    expect(redactText(text)).toEqual({ text: expected, redactions: 1 });
  });

  it.each([
    'Failed password for root from 203.0.113.7',
    'Secret scanning found an Amazon AWS Secret Access Key',
    'The bearer of this card',
    'https://example.com/a:b@c',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'AKIAIOSFODNN7EXAMPLE',
    'short',
  ])('%p stays', text => {
    expect(redactText(text)).toEqual({ text, redactions: 0 });
  });

  it('with several loses all', () => {
    expect(redactText(`a=1 token=x ${KEY} ${KEY} pwd=y`)).toEqual({
      text: 'a=1 token=[redacted] [redacted] [redacted] pwd=[redacted]',
      redactions: 4,
    });
  });

  it('that was redacted stays', () => {
    const { text } = redactText('Authorization: Bearer abc password=x');
    expect(redactText(text)).toEqual({ text, redactions: 0 });
  });
});

describe('a payload', () => {
  it('is copied, with names cleaned too', () => {
    const given = { 'token=abcdefgh': [1, 'a', null, true] };
    expect(redactPayload(given)).toEqual({
      payload: { 'token=[redacted]': [1, 'a', null, true] },
      redactions: 1,
    });
    expect(Object.keys(given)).toEqual(['token=abcdefgh']);
  });

  it('of thousands of levels is cut', () => {
    let payload: unknown = 'x';
    for (let level = 0; level < 50_000; level += 1) payload = [payload];
    const text = JSON.stringify(redactPayload(payload).payload);
    expect(text).toBe(`${'['.repeat(32)}"[too deep]"${']'.repeat(32)}`);
  });

  it('of too many values is cut', () => {
    const { payload } = redactPayload(Array.from({ length: 300_000 }, () => 0));
    expect((payload as unknown[]).length).toBeLessThanOrEqual(200_000);
  });

  it('that is no object passes', () => {
    for (const value of [null, 1, true, 'text']) {
      expect(redactPayload(value)).toEqual({ payload: value, redactions: 0 });
    }
  });
});

describe.each([
  ['letters', 'a'],
  ['token starts', 'eyJ'],
  ['dotted token starts', 'eyJabcdefgh.'],
  ['GitHub token starts', 'ghp_'],
  ['addresses', '://'],
  ['addresses with users', '://a:'],
  ['names', 'password'],
  ['names with signs', 'password="'],
  ['options', '--'],
  ['option names', '--a-'],
  ['spaces', ' '],
  ['key starts', '-----BEGIN PRIVATE KEY'],
  ['other key starts', '-----BEGIN '],
  ['bearers', 'bearer '],
  ['authorizations', 'authorization: '],
])('a long text of %s', (_, part) => {
  it('takes time in proportion to its length', () => {
    const time = (length: number) => {
      const text = part.repeat(Math.ceil(length / part.length));
      const began = performance.now();
      redactText(text);
      return performance.now() - began;
    };
    time(10_000);
    // A text of 400,000 characters would take minutes if time grew with the square.
    expect(time(400_000)).toBeLessThan(2_000);
  });
});
