import { map, mapOne } from './__testUtils__/delivery';
import { WAZUH } from './__testUtils__/payloads';
import { wazuh } from './wazuh';

describe('Wazuh', () => {
  it('is read as documented', async () => {
    expect(await mapOne(wazuh, WAZUH)).toEqual({
      externalKey: '5712:001:203.0.113.7',
      fingerprintBasis: 'rule, agent, and source address, user or file',
      title:
        'sshd: brute force trying to get access to the system on payments-api-1',
      description: 'Failed password for root from 203.0.113.7',
      severity: 'high',
      statedSeverity: 'level 12 of 16',
      class: 'intrusion-attempts',
      ruleId: '5712',
      ruleName: 'sshd: brute force trying to get access to the system',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:50:45.123Z',
      lastSeenAt: '2026-11-23T08:50:45.123Z',
      labels: {
        host: 'payments-api-1',
        agent: '001',
        agentIp: '10.0.1.10',
        manager: 'wazuh',
        sourceIp: '203.0.113.7',
        user: 'root',
        groups: 'syslog, sshd, authentication_failures',
        techniques: 'T1110',
        decoder: 'sshd',
        location: '/var/log/auth.log',
      },
    });
  });

  it.each([
    [3, 'informational'],
    [4, 'low'],
    [7, 'medium'],
    [11, 'medium'],
    [14, 'high'],
    [15, 'critical'],
    [16, 'critical'],
  ])('takes level %i as %s', async (level, severity) => {
    const payload = { ...WAZUH, rule: { ...WAZUH.rule, level } };
    expect(await mapOne(wazuh, payload)).toMatchObject({ severity });
  });

  it('tells vulnerabilities apart by agent, name and package, and knows when they are solved', async () => {
    const vulnerability = {
      cve: 'CVE-2026-1',
      package: { name: 'openssl' },
      status: 'Solved',
      title: 'CVE-2026-1 affects openssl',
    };
    const payload = {
      ...WAZUH,
      rule: { id: '23502', level: 3, groups: ['vulnerability-detector'] },
      data: { vulnerability },
      full_log: undefined,
    };
    expect(await mapOne(wazuh, payload)).toMatchObject({
      externalKey: 'vulnerability:001:CVE-2026-1:openssl',
      sourceState: 'resolved',
      class: 'vulnerable',
      description: 'CVE-2026-1 affects openssl',
    });
  });

  it('tells files apart, and reads labels of agents', async () => {
    const payload = {
      ...WAZUH,
      data: {},
      agent: { ...WAZUH.agent, labels: { service: 'payments-api' } },
      syscheck: { path: '/etc/passwd' },
    };
    expect(await mapOne(wazuh, payload)).toMatchObject({
      externalKey: '5712:001:/etc/passwd',
      labels: { service: 'payments-api', file: '/etc/passwd' },
    });
  });

  it('makes the key of the configured fields', async () => {
    const options = { keyFields: ['data.dstuser', 'rule.mitre.id[0]'] };
    expect(await mapOne(wazuh, WAZUH, {}, options)).toMatchObject({
      externalKey: '5712:001:root:T1110',
      fingerprintBasis: 'rule, agent, data.dstuser, rule.mitre.id[0]',
    });
  });

  it('keeps what is no alert', async () => {
    expect((await map(wazuh, { ...WAZUH, rule: { id: '1' } })).kind).toBe(
      'unmapped',
    );
  });
});
