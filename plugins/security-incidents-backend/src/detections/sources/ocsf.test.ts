import { map, mapOne, toDelivery } from './__testUtils__/delivery';
import { OCSF } from './__testUtils__/payloads';
import { ocsf } from './ocsf';
import { signOwnScheme } from './signatures';
import { NOW } from './__testUtils__/delivery';

describe('OCSF', () => {
  it('is read as documented', async () => {
    expect(await mapOne(ocsf, OCSF)).toEqual({
      externalKey: 'Hunter:f-91',
      fingerprintBasis: 'product and finding_info.uid',
      title: 'Reverse shell',
      description: 'A shell was opened to the outside.',
      severity: 'high',
      statedSeverity: 'High',
      class: 'intrusions',
      ruleId: 'H-7',
      ruleName: 'Shell to the outside',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:50:00.000Z',
      lastSeenAt: '2026-11-23T08:55:00.000Z',
      url: 'https://hunter.example.com/f-91',
      labels: {
        arn: 'arn:aws:ecs:eu-west-1:111122223333:service/payments',
        account: '1111',
        region: 'eu-west-1',
        service: 'payments-api',
        'tag.env': 'production',
        'tag.service': 'payments-api',
        resource: 'payments',
        resourceType: 'service',
        sourceIp: '203.0.113.9',
        'observable.process.name': 'nc',
        product: 'Hunter',
        techniques: 'T1059',
        confidence: 'High',
      },
    });
  });

  it.each([
    [{ severity_id: 0, severity: undefined }, undefined],
    [{ severity_id: 1 }, 'informational'],
    [{ severity_id: 2 }, 'low'],
    [{ severity_id: 3 }, 'medium'],
    [{ severity_id: 5 }, 'critical'],
    [{ severity_id: 6 }, 'critical'],
    [{ severity_id: 99, severity: 'Fatal' }, 'critical'],
    [{ severity_id: 99, severity: 'Odd' }, undefined],
  ])('takes %j as %p', async (changes, expected) => {
    const detection = await mapOne(ocsf, { ...OCSF, ...changes });
    expect(detection.severity).toBe(expected);
  });

  it.each([
    { activity_id: 3 },
    { status_id: 3 },
    { status_id: 4 },
    { status_id: 5 },
    { status_id: 6 },
  ])('takes %j as resolved', async changes => {
    expect(await mapOne(ocsf, { ...OCSF, ...changes })).toMatchObject({
      sourceState: 'resolved',
    });
  });

  it('takes the verdict test as a test, and vulnerabilities as such', async () => {
    expect(await mapOne(ocsf, { ...OCSF, verdict_id: 6 })).toMatchObject({
      isTest: true,
    });
    const vulnerability = {
      ...OCSF,
      class_uid: 2002,
      finding_info: { uid: 'v', title: 'Old library' },
      vulnerabilities: [{ cve: { uid: 'CVE-2026-1' } }],
    };
    expect(await mapOne(ocsf, vulnerability)).toMatchObject({
      class: 'vulnerable',
      labels: { cve: 'CVE-2026-1' },
    });
  });

  it('ignores other classes, incidents among them, and keeps what it cannot read', async () => {
    for (const classUid of [2005, 1001]) {
      const payload = { ...OCSF, class_uid: classUid };
      expect((await map(ocsf, payload)).kind).toBe('ignored');
    }
    const withoutUid = { ...OCSF, finding_info: { title: 'x' } };
    expect((await map(ocsf, withoutUid)).kind).toBe('unmapped');
    expect(await map(ocsf, [OCSF, withoutUid])).toMatchObject({
      kind: 'detections',
      note: '1 events could not be read',
    });
  });

  it('takes metadata.uid as id of the delivery', () => {
    const body = Buffer.from(JSON.stringify(OCSF));
    const delivery = toDelivery(body, signOwnScheme('s', body, NOW));
    expect(ocsf.verify(delivery, ['s'], undefined)).toEqual({
      verified: true,
      method: 'hmac-sha256',
      deliveryId: 'e7c5',
    });
  });
});
