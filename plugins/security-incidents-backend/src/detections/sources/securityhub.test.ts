import { map, mapOne } from './__testUtils__/delivery';
import { OCSF, SECURITY_HUB } from './__testUtils__/payloads';
import { securityhub } from './securityhub';

const [FINDING] = SECURITY_HUB.detail.findings;
const withFindings = (...changes: object[]) => ({
  ...SECURITY_HUB,
  detail: { findings: changes.map(change => ({ ...FINDING, ...change })) },
});

describe('Security Hub', () => {
  it('is read as documented', async () => {
    expect(await mapOne(securityhub, SECURITY_HUB)).toEqual({
      externalKey: FINDING.Id,
      fingerprintBasis: 'id of the finding',
      title: 'S3 buckets should block public read access',
      description: 'The bucket is readable by everybody.',
      severity: 'critical',
      statedSeverity: 'CRITICAL',
      class: 'vulnerable',
      ruleId: 'S3.2',
      ruleName: 'S3.2',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:10:00.000Z',
      lastSeenAt: '2026-11-23T08:45:00.000Z',
      labels: {
        arn: 'arn:aws:s3:::larchfield-exports',
        account: '111122223333',
        region: 'eu-west-1',
        service: 'export-service',
        'tag.service': 'export-service',
        resource: 'arn:aws:s3:::larchfield-exports',
        resourceType: 'AwsS3Bucket',
        product: 'Security Hub',
        types:
          'Software and Configuration Checks/Industry and Regulatory Standards',
        compliance: 'FAILED',
        workflow: 'NEW',
      },
    });
  });

  it.each([
    [{ Label: 'INFORMATIONAL' }, 'informational'],
    [{ Label: 'LOW' }, 'low'],
    [{ Label: 'MEDIUM' }, 'medium'],
    [{ Label: 'HIGH' }, 'high'],
    [{ Normalized: 0 }, 'informational'],
    [{ Normalized: 39 }, 'low'],
    [{ Normalized: 69 }, 'medium'],
    [{ Normalized: 89 }, 'high'],
    [{ Normalized: 90 }, 'critical'],
    [{}, undefined],
  ])('takes severity %j as %p', async (Severity, expected) => {
    const detection = await mapOne(securityhub, withFindings({ Severity }));
    expect(detection.severity).toBe(expected);
  });

  it.each([
    { RecordState: 'ARCHIVED' },
    { Workflow: { Status: 'RESOLVED' } },
    { Workflow: { Status: 'SUPPRESSED' } },
    { Compliance: { Status: 'PASSED' } },
  ])('takes %j as resolved', async changes => {
    expect(await mapOne(securityhub, withFindings(changes))).toMatchObject({
      sourceState: 'resolved',
    });
  });

  it.each([
    [['TTPs/Initial Access/X'], 'intrusion-attempts'],
    [['TTPs/Lateral Movement'], 'intrusions'],
    [['Effects/Data Exfiltration'], 'information-content-security'],
    [['Unusual Behaviors/User'], undefined],
  ])('takes types %j as class %p', async (Types, expected) => {
    const detection = await mapOne(securityhub, withFindings({ Types }));
    expect(detection.class).toBe(expected);
  });

  it('takes each finding of an event, and samples as tests', async () => {
    const payload = withFindings({}, { Id: 'b', Sample: true }, { Id: 7 });
    expect(await map(securityhub, payload)).toMatchObject({
      detections: [{ externalKey: FINDING.Id }, { isTest: true }, {}],
    });
  });

  it('reads findings of the newer Security Hub as OCSF', async () => {
    const payload = {
      ...SECURITY_HUB,
      'detail-type': 'Findings Imported V2',
      detail: { findings: [OCSF] },
    };
    expect(await mapOne(securityhub, payload)).toMatchObject({
      externalKey: 'Hunter:f-91',
      title: 'Reverse shell',
    });
  });

  it('ignores other events and keeps what it cannot read', async () => {
    const insight = { ...SECURITY_HUB, 'detail-type': 'Insight Results' };
    expect((await map(securityhub, insight)).kind).toBe('ignored');
    const empty = { ...SECURITY_HUB, detail: {} };
    expect((await map(securityhub, empty)).kind).toBe('unmapped');
  });
});
