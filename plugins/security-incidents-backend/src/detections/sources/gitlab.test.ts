import { map, mapOne, toDelivery } from './__testUtils__/delivery';
import { GITLAB } from './__testUtils__/payloads';
import { gitlab } from './gitlab';

const withAttributes = (changes: object) => ({
  ...GITLAB,
  object_attributes: { ...GITLAB.object_attributes, ...changes },
});

describe('GitLab', () => {
  it('is read as documented', async () => {
    const url =
      'https://gitlab.example.com/acme/payments/api/-/security/vulnerabilities/1';
    expect(await mapOne(gitlab, GITLAB)).toEqual({
      externalKey: `vulnerability:50:${url}`,
      fingerprintBasis: 'project and address of the vulnerability',
      title: 'REXML DoS vulnerability',
      severity: 'high',
      statedSeverity: 'high',
      class: 'vulnerable',
      ruleId: 'CVE-2024-41123',
      ruleName: 'CVE-2024-41123',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:40:00.000Z',
      lastSeenAt: '2026-11-23T08:46:41.000Z',
      url,
      labels: {
        repository: 'acme/payments/api',
        path: 'Gemfile.lock',
        package: 'rexml',
        projectId: '50',
        reportType: 'dependency_scanning',
        state: 'confirmed',
      },
    });
  });

  it.each([
    ['detected', 'firing'],
    ['confirmed', 'firing'],
    ['dismissed', 'resolved'],
    ['resolved', 'resolved'],
  ])('takes state %s as %s', async (state, sourceState) => {
    expect(await mapOne(gitlab, withAttributes({ state }))).toMatchObject({
      sourceState,
    });
  });

  it.each([
    ['Critical', 'critical'],
    ['medium', 'medium'],
    ['low', 'low'],
    ['info', 'informational'],
    ['unknown', undefined],
  ])('takes severity %s as %p', async (severity, expected) => {
    const detection = await mapOne(gitlab, withAttributes({ severity }));
    expect(detection.severity).toBe(expected);
  });

  it('takes leaked secrets as such', async () => {
    const payload = withAttributes({ report_type: 'secret_detection' });
    expect(await mapOne(gitlab, payload)).toMatchObject({
      class: 'information-content-security',
    });
  });

  it('ignores other events and keeps what it cannot read', async () => {
    expect(await map(gitlab, { object_kind: 'push' })).toEqual({
      kind: 'ignored',
      reason: 'Event push is no finding',
    });
    expect(
      (await map(gitlab, withAttributes({ url: 7, project_id: [] }))).kind,
    ).toBe('unmapped');
  });

  it('verifies the token and Standard Webhooks, with the id of the delivery', () => {
    const token = toDelivery('{}', {
      'x-gitlab-token': 's',
      'idempotency-key': 'f5e57ec1',
    });
    expect(gitlab.verify(token, ['s'], undefined)).toEqual({
      verified: true,
      method: 'shared-secret',
      deliveryId: 'f5e57ec1',
    });
    const signed = toDelivery(
      '{"test": 2432232314}',
      {
        'x-gitlab-token': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      1_614_265_330_000,
    );
    const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
    expect(gitlab.verify(signed, secrets, undefined)).toMatchObject({
      method: 'standard-webhooks',
    });
    expect(
      gitlab.verify({ ...signed, body: Buffer.from('{}') }, secrets, undefined),
    ).toMatchObject({ reason: 'bad-signature' });
  });
});
