import { createHmac } from 'node:crypto';
import { map, mapOne, toDelivery } from './__testUtils__/delivery';
import { SENTRY, SENTRY_OPTIONS } from './__testUtils__/payloads';
import { generic } from './generic';

const withIssue = (changes: object) => ({
  ...SENTRY,
  data: { issue: { ...SENTRY.data.issue, ...changes } },
});

describe('a declared mapping', () => {
  it('reads an issue of Sentry as documented', async () => {
    expect(await mapOne(generic, SENTRY, {}, SENTRY_OPTIONS)).toEqual({
      externalKey: '4509',
      fingerprintBasis: 'data.issue.id',
      title: 'Signature check was skipped',
      severity: 'high',
      statedSeverity: 'error',
      ruleId: 'PAY-12',
      ruleName: 'PAY-12',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:20:00.000Z',
      lastSeenAt: '2026-11-23T08:44:00.000Z',
      url: 'https://sentry.example.com/issues/4509/',
      labels: { service: 'payments-api', environment: 'production' },
    });
  });

  it('knows which states are resolved', async () => {
    for (const [status, sourceState] of [
      ['resolved', 'resolved'],
      ['Archived', 'resolved'],
      ['unresolved', 'firing'],
    ]) {
      expect(
        await mapOne(generic, withIssue({ status }), {}, SENTRY_OPTIONS),
      ).toMatchObject({ sourceState });
    }
  });

  it('ignores what is not wanted', async () => {
    const payload = { ...SENTRY, action: 'assigned' };
    expect(await map(generic, payload, {}, SENTRY_OPTIONS)).toEqual({
      kind: 'ignored',
      reason: '1 items are no findings',
    });
  });

  it('keeps what has no key or title', async () => {
    for (const changes of [{ id: undefined }, { title: ' ' }, { id: {} }]) {
      const payload = withIssue(changes);
      expect((await map(generic, payload, {}, SENTRY_OPTIONS)).kind).toBe(
        'unmapped',
      );
    }
  });

  it('reads lists, names with dots, severities and classes', async () => {
    const options = {
      items: 'results[0].findings',
      key: ['id', '["rule.id"]'],
      title: 'text',
      severity: 'level',
      severities: { P0: 'critical' },
      class: 'vulnerable',
      classPath: 'kind',
    };
    const findings = [
      { id: 1, 'rule.id': 'r', text: 'One', level: 'P0' },
      { id: 2, 'rule.id': 'r', text: 'Two', level: 'Moderate', kind: 'fraud' },
      { id: 3, 'rule.id': 'r', text: 'Three', level: 'odd', kind: 'odd' },
    ];
    const payload = { results: [{ findings }] };
    expect(await map(generic, payload, {}, options)).toMatchObject({
      detections: [
        { externalKey: '1:r', severity: 'critical', class: 'vulnerable' },
        { externalKey: '2:r', severity: 'medium', class: 'fraud' },
        { externalKey: '3:r', statedSeverity: 'odd', class: 'vulnerable' },
      ],
    });
    expect(await map(generic, { results: [] }, {}, options)).toEqual({
      kind: 'unmapped',
      reason: 'There is no list results[0].findings',
    });
    expect(
      (await map(generic, { results: [{ findings: [] }] }, {}, options)).kind,
    ).toBe('ignored');
  });

  it.each([
    [{}, 'options.key: '],
    [{ key: [], title: 'a' }, 'options.key: '],
    [{ key: ['a..b'], title: 'a' }, 'options.key.0: must be a path'],
    [{ key: ['a'], title: '' }, 'options.title: '],
    [{ key: ['a'], title: 'a[' }, 'options.title: must be a path'],
    [{ key: ['a'], title: 'a]b' }, 'options.title: must be a path'],
    [{ key: ['a'], title: 'a.' }, 'options.title: must be a path'],
    [
      { key: ['a'], title: 'a', severities: { x: 'odd' } },
      'options.severities.x: ',
    ],
    [{ key: ['a'], title: 'a', class: 'odd' }, 'options.class: '],
  ])('is refused as %j', (options, message) => {
    expect(() => generic.readOptions!(options)).toThrow(message);
  });

  it('does not reach beyond own fields', async () => {
    const options = { key: ['id'], title: 'constructor.name' };
    expect((await map(generic, { id: 1 }, {}, options)).kind).toBe('unmapped');
  });
});

describe('the signature of a generic source', () => {
  const options = { key: ['id'], title: 'title' };

  it('can be in a header of the tool', () => {
    const given = generic.readOptions!({
      ...options,
      signatureHeader: 'Sentry-Hook-Signature',
      deliveryIdHeader: 'Request-ID',
    });
    const hex = createHmac('sha256', 's').update('{}').digest('hex');
    const verify = (headers: Record<string, string>) =>
      generic.verify(toDelivery('{}', headers), ['s'], given);
    expect(
      verify({ 'sentry-hook-signature': hex, 'request-id': 'r-1' }),
    ).toEqual({ verified: true, method: 'hmac-sha256', deliveryId: 'r-1' });
    expect(verify({ authorization: 'Bearer s' })).toMatchObject({
      reason: 'no-signature',
    });
  });

  it('can be required', () => {
    const given = generic.readOptions!({ ...options, needsSignature: true });
    const delivery = toDelivery('{}', { authorization: 'Bearer s' });
    expect(generic.verify(delivery, ['s'], given)).toMatchObject({
      reason: 'no-signature',
    });
  });
});
