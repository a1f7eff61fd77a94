import { map, mapOne, toDelivery } from './__testUtils__/delivery';
import { GUARDDUTY } from './__testUtils__/payloads';
import { guardduty } from './guardduty';

const withDetail = (changes: object) => ({
  ...GUARDDUTY,
  detail: { ...GUARDDUTY.detail, ...changes },
});

describe('GuardDuty', () => {
  it('is read as documented', async () => {
    expect(await mapOne(guardduty, GUARDDUTY)).toEqual({
      externalKey: '96b3d2f1',
      fingerprintBasis: 'id of the finding',
      title: 'Instance credentials used from outside AWS',
      description: 'Credentials of an instance were used elsewhere.',
      severity: 'high',
      statedSeverity: '8 of 10',
      class: 'intrusions',
      ruleId:
        'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
      ruleName:
        'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:31:00.000Z',
      lastSeenAt: '2026-11-23T08:37:10.000Z',
      url: 'https://eu-west-1.console.aws.amazon.com/guardduty/home?region=eu-west-1#/findings?macros=current&fId=96b3d2f1',
      labels: {
        arn: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
        account: '111122223333',
        region: 'eu-west-1',
        service: 'payments-api',
        'tag.service': 'payments-api',
        'tag.env': 'production',
        resourceType: 'AccessKey',
        instance: 'i-0abc',
        user: 'payments-api-role',
        principal: 'AROAEXAMPLE:i-0',
        action: 'AWS_API_CALL',
        api: 'ListBuckets',
        sourceIp: '203.0.113.7',
        sourceCountry: 'Nowhere',
        resourceRole: 'TARGET',
      },
    });
  });

  it.each([
    [0.5, 'informational'],
    [1, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [11, undefined],
    ['8', undefined],
  ])('takes severity %p as %p', async (severity, expected) => {
    const detection = await mapOne(guardduty, withDetail({ severity }));
    expect(detection.severity).toBe(expected);
  });

  it.each([
    ['Recon:EC2/Portscan', 'information-gathering'],
    ['CryptoCurrency:EC2/BitcoinTool.B', 'malicious-code'],
    ['Exfiltration:S3/AnomalousBehavior', 'information-content-security'],
    ['Impact:EC2/AbusedDomainRequest.Reputation', 'availability'],
    ['Stealth:IAMUser/PasswordPolicyChange', 'other'],
    ['constructor:X', undefined],
  ])('takes type %s as class %p', async (type, expected) => {
    const detection = await mapOne(guardduty, withDetail({ type }));
    expect(detection.class).toBe(expected);
  });

  it('is resolved once it is archived', async () => {
    const payload = withDetail({ service: { archived: true } });
    expect(await mapOne(guardduty, payload)).toMatchObject({
      externalKey: '96b3d2f1',
      sourceState: 'resolved',
    });
  });

  it.each([
    { title: '[SAMPLE] Something' },
    { service: { additionalInfo: { sample: true } } },
    { service: { additionalInfo: { value: '{"sample":true}' } } },
  ])('takes the sample %j as a test', async changes => {
    expect(await mapOne(guardduty, withDetail(changes))).toMatchObject({
      isTest: true,
    });
  });

  it('finds workloads of EKS, buckets and functions', async () => {
    const eks = withDetail({
      resource: {
        eksClusterDetails: {
          name: 'main',
          arn: 'arn:aws:eks:eu-west-1:1:cluster/main',
          tags: [{ key: 'backstage.io/kubernetes-id', value: 'main' }],
        },
        kubernetesDetails: {
          kubernetesWorkloadDetails: { name: 'checkout', namespace: 'shop' },
        },
      },
    });
    expect(await mapOne(guardduty, eks)).toMatchObject({
      labels: {
        arn: 'arn:aws:eks:eu-west-1:1:cluster/main',
        namespace: 'shop',
        workload: 'checkout',
        kubernetesId: 'main',
        cluster: 'main',
      },
    });
    const bucket = withDetail({
      resource: { s3BucketDetails: [{ arn: 'arn:aws:s3:::b', name: 'b' }] },
    });
    expect(await mapOne(guardduty, bucket)).toMatchObject({
      labels: { arn: 'arn:aws:s3:::b', bucket: 'b' },
    });
  });

  it('ignores other events and keeps what it cannot read', async () => {
    const other = { ...GUARDDUTY, 'detail-type': 'GuardDuty Runtime' };
    expect((await map(guardduty, other)).kind).toBe('ignored');
    const noDetail = { ...GUARDDUTY, detail: 'x' };
    expect((await map(guardduty, noDetail)).kind).toBe('unmapped');
    const noId = withDetail({ id: '' });
    expect((await map(guardduty, noId)).kind).toBe('unmapped');
  });

  it('takes the id of the event as id of the delivery', () => {
    const delivery = toDelivery(GUARDDUTY, { authorization: 'Bearer s' });
    expect(guardduty.verify(delivery, ['s'], undefined)).toEqual({
      verified: true,
      method: 'shared-secret',
      deliveryId: GUARDDUTY.id,
    });
  });

  it('makes no link of a region that is none', async () => {
    const payload = withDetail({ region: 'evil.example/' });
    expect((await mapOne(guardduty, payload)).url).toBeUndefined();
  });
});
