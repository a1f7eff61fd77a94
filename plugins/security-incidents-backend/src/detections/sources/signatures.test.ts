import { createHmac } from 'node:crypto';
import { NOW, toDelivery } from './__testUtils__/delivery';
import {
  isEqual,
  MAX_SKEW_MS,
  signOwnScheme,
  signStandardWebhook,
  stateSecret,
  verifyHmac,
  verifyOwnSchemes,
  verifySharedSecret,
  verifyStandardWebhook,
} from './signatures';

/** The example of GitHub's documentation. */
const GITHUB = {
  secret: "It's a Secret to Everybody",
  body: 'Hello, World!',
  hex: '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
};
/** The example of Standard Webhooks. */
const STANDARD = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  body: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  atMs: 1_614_265_330_000,
};

describe('an HMAC in a header', () => {
  const verify = (signature: string | undefined, secrets = [GITHUB.secret]) =>
    verifyHmac(
      toDelivery(GITHUB.body, signature === undefined ? {} : { x: signature }),
      secrets,
      { header: 'X', deliveryId: 'd-1' },
    );

  it('agrees with the known answer', () => {
    expect(verify(`sha256=${GITHUB.hex}`)).toEqual({
      verified: true,
      method: 'hmac-sha256',
      deliveryId: 'd-1',
    });
    expect(verify(GITHUB.hex.toLocaleUpperCase('en')).verified).toBe(true);
  });

  it('accepts each secret and each signature of a rotation', () => {
    expect(verify(GITHUB.hex, ['new', GITHUB.secret]).verified).toBe(true);
    expect(verify(`${'0'.repeat(64)},${GITHUB.hex}`).verified).toBe(true);
  });

  it.each([
    ['', 'no-signature'],
    [undefined, 'no-signature'],
    ['x'.repeat(10_000), 'no-signature'],
    [`sha1=${GITHUB.hex}`, 'bad-signature'],
    [GITHUB.hex.slice(1), 'bad-signature'],
    [GITHUB.hex.replace('7', '8'), 'bad-signature'],
    ['sha256=', 'bad-signature'],
    [','.repeat(2_000), 'bad-signature'],
  ])('refuses %p', (signature, reason) => {
    expect(verify(signature)).toEqual({ verified: false, reason });
  });

  it('leaves out ids that are no ids', () => {
    for (const deliveryId of ['', 'a b', 'x'.repeat(201), 7, undefined, 'é']) {
      const result = verifyHmac(
        toDelivery(GITHUB.body, { x: GITHUB.hex }),
        [GITHUB.secret],
        { header: 'x', deliveryId },
      );
      expect(result).toEqual({ verified: true, method: 'hmac-sha256' });
    }
  });

  it('signs the time where one is sent', () => {
    const seconds = String(NOW / 1_000);
    const hex = createHmac('sha256', 's')
      .update(`${seconds}:body`)
      .digest('hex');
    const check = (headers: Record<string, string>, atMs = NOW) =>
      verifyHmac(toDelivery('body', headers, atMs), ['s'], {
        header: 'sig',
        timestampHeader: 'time',
        separator: ':',
        needsTimestamp: true,
      });
    expect(check({ sig: hex, time: seconds }).verified).toBe(true);
    expect(check({ sig: hex })).toEqual({
      verified: false,
      reason: 'no-signature',
    });
    expect(check({ sig: hex, time: '1' })).toEqual({
      verified: false,
      reason: 'bad-signature',
    });
    for (const skew of [MAX_SKEW_MS, -MAX_SKEW_MS]) {
      const sent = { sig: hex, time: seconds };
      expect(check(sent, NOW + skew).verified).toBe(true);
      expect(check(sent, NOW + skew * 1.01)).toEqual({
        verified: false,
        reason: 'too-old',
      });
    }
  });

  it('refuses a signed time that is none', () => {
    for (const time of ['soon', '-1', '1e9', '9'.repeat(13)]) {
      const hex = createHmac('sha256', 's')
        .update(`${time}.body`)
        .digest('hex');
      expect(
        verifyHmac(toDelivery('body', { sig: hex, time }), ['s'], {
          header: 'sig',
          timestampHeader: 'time',
        }),
      ).toEqual({ verified: false, reason: 'bad-signature' });
    }
  });
});

describe('Standard Webhooks', () => {
  const verify = (
    headers: Record<string, string>,
    { secrets = [STANDARD.secret], atMs = STANDARD.atMs } = {},
  ) => verifyStandardWebhook(toDelivery(STANDARD.body, headers, atMs), secrets);

  it('agrees with the known answer', () => {
    expect(verify(STANDARD.headers)).toEqual({
      verified: true,
      method: 'standard-webhooks',
      deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    });
    expect(
      signStandardWebhook(
        STANDARD.secret,
        Buffer.from(STANDARD.body),
        STANDARD.atMs,
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
      ),
    ).toMatchObject(STANDARD.headers);
  });

  it('accepts one good signature of several', () => {
    const signature = `v1a,x v1,AAAA ${STANDARD.headers['webhook-signature']}`;
    expect(
      verify({ ...STANDARD.headers, 'webhook-signature': signature }).verified,
    ).toBe(true);
  });

  it.each([
    [{ 'webhook-id': '' }, 'no-signature'],
    [{ 'webhook-timestamp': '' }, 'no-signature'],
    [{ 'webhook-signature': '' }, 'no-signature'],
    [{ 'webhook-id': 'other' }, 'bad-signature'],
    [{ 'webhook-timestamp': '1614265331' }, 'bad-signature'],
    [{ 'webhook-timestamp': 'now' }, 'bad-signature'],
    [{ 'webhook-signature': 'v2,x' }, 'bad-signature'],
  ])('refuses %j', (change, reason) => {
    expect(verify({ ...STANDARD.headers, ...change })).toEqual({
      verified: false,
      reason,
    });
  });

  it('refuses what is old', () => {
    expect(
      verify(STANDARD.headers, { atMs: STANDARD.atMs + MAX_SKEW_MS + 1 }),
    ).toEqual({ verified: false, reason: 'too-old' });
  });
});

describe('a shared secret', () => {
  const basic = (pair: string) =>
    `Basic ${Buffer.from(pair).toString('base64')}`;

  it.each([
    [{ authorization: 'Bearer s3cret' }, true],
    [{ authorization: 'bearer s3cret' }, true],
    [{ authorization: basic('user:s3cret') }, true],
    [{ 'x-detection-secret': 's3cret' }, true],
    [{ authorization: 'Bearer s3cre' }, false],
    [{ authorization: 'Bearer s3cret2' }, false],
    [{ authorization: basic('s3cret') }, false],
    [{ authorization: basic('s3cret:') }, false],
    [{ authorization: 'Digest s3cret' }, false],
    [{ authorization: 's3cret' }, false],
    [{ authorization: 'Bearer' }, false],
    [{ 'x-detection-secret': 'S3CRET' }, false],
    [{}, false],
  ] as Array<[Record<string, string>, boolean]>)(
    'in %j is right: %p',
    (headers, verified) => {
      const delivery = toDelivery('{}', headers);
      const result = verifySharedSecret(delivery, ['new', 's3cret']);
      expect(result.verified).toBe(verified);
    },
  );
});

describe('our own schemes', () => {
  const body = Buffer.from('{"a":1}');
  const verify = (headers: Record<string, string>, options = {}, atMs = NOW) =>
    verifyOwnSchemes(toDelivery(body, headers, atMs), ['s'], options);

  it('accept what we sign, Standard Webhooks and the secret', () => {
    for (const headers of [
      signOwnScheme('s', body, NOW),
      signStandardWebhook('s', body, NOW, 'id'),
      stateSecret('s'),
    ]) {
      expect(verify(headers).verified).toBe(true);
    }
  });

  it('accept a list with the time', () => {
    const t = NOW / 1_000;
    const v1 = createHmac('sha256', 's').update(`${t}.`).update(body);
    const signature = `t=${t}, v1=${v1.digest('hex')}`;
    expect(verify({ 'x-signature-256': signature }).verified).toBe(true);
    expect(
      verify({ 'x-signature-256': signature.replace('t=1', 't=2') }),
    ).toEqual({ verified: false, reason: 'bad-signature' });
    expect(verify({ 'x-signature-256': `t=,v1=${t}` })).toEqual({
      verified: false,
      reason: 'bad-signature',
    });
    expect(
      verify({ 'x-signature-256': signature }, {}, NOW + MAX_SKEW_MS * 2),
    ).toEqual({ verified: false, reason: 'too-old' });
  });

  it('do not fall back to the secret when a signature is wrong', () => {
    expect(
      verify({ ...stateSecret('s'), 'x-signature-256': 'sha256=00' }),
    ).toEqual({ verified: false, reason: 'bad-signature' });
  });

  it('refuse the secret alone where a signature is needed', () => {
    expect(verify(stateSecret('s'), { needsSignature: true })).toEqual({
      verified: false,
      reason: 'no-signature',
    });
  });

  it('refuse a signature whose time was taken away or changed', () => {
    const headers = signOwnScheme('s', body, NOW);
    const { 'x-signature-timestamp': _, ...rest } = headers;
    expect(verify(rest).verified).toBe(false);
    expect(verify({ ...headers, 'x-signature-timestamp': '1' }).verified).toBe(
      false,
    );
  });
});

it('compares texts and bytes of any length', () => {
  expect(isEqual('a', Buffer.from('a'))).toBe(true);
  expect(isEqual('a', 'aa')).toBe(false);
  expect(isEqual('', '')).toBe(true);
});
