import { map, mapOne, toDelivery } from './__testUtils__/delivery';
import {
  CODE_SCANNING,
  DEPENDABOT,
  SECRET_SCANNING,
} from './__testUtils__/payloads';
import { github } from './github';

const event = (name: string) => ({ 'x-github-event': name });
const CODE = event('code_scanning_alert');
const SECRET = event('secret_scanning_alert');
const DEPENDENCY = event('dependabot_alert');

describe('a signature of GitHub', () => {
  it('agrees with the known answer and names the delivery', () => {
    const delivery = toDelivery('Hello, World!', {
      'x-hub-signature-256':
        'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    });
    expect(
      github.verify(delivery, ["It's a Secret to Everybody"], undefined),
    ).toEqual({
      verified: true,
      method: 'hmac-sha256',
      deliveryId: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    });
  });

  it('of the older kind is none', () => {
    const delivery = toDelivery('{}', { 'x-hub-signature': 'sha1=00' });
    expect(github.verify(delivery, ['s'], undefined)).toEqual({
      verified: false,
      reason: 'no-signature',
    });
  });
});

describe('code scanning', () => {
  it('is read as documented', async () => {
    expect(await mapOne(github, CODE_SCANNING, CODE)).toEqual({
      externalKey: 'code_scanning_alert:acme/payments-api:10',
      fingerprintBasis: 'event, repository and number of the alert',
      title: 'Query built from user-controlled sources in src/Book.java',
      severity: 'high',
      statedSeverity: 'high',
      class: 'vulnerable',
      ruleId: 'java/sql-injection',
      ruleName: 'java/sql-injection',
      sourceState: 'firing',
      occurredAt: '2026-11-23T03:10:43.000Z',
      lastSeenAt: '2026-11-23T03:10:43.000Z',
      url: 'https://github.com/acme/payments-api/security/code-scanning/10',
      labels: {
        repository: 'acme/payments-api',
        path: 'src/Book.java',
        line: '84',
        ref: 'refs/heads/main',
        commit: '788437584c2522f27feab10d8e631bab3e9e783a',
        tool: 'CodeQL',
        tags: 'security, external/cwe/cwe-089',
        event: 'code_scanning_alert',
        action: 'created',
      },
    });
  });

  it.each([
    ['critical', 'note', 'critical'],
    [undefined, 'error', 'high'],
    [undefined, 'warning', 'medium'],
    [undefined, 'note', 'low'],
    [undefined, 'none', 'informational'],
    [undefined, 'toString', undefined],
  ])(
    'takes security severity %p and severity %p as %p',
    async (level, severity, expected) => {
      const rule = { id: 'r', security_severity_level: level, severity };
      const payload = {
        ...CODE_SCANNING,
        alert: { ...CODE_SCANNING.alert, rule },
      };
      expect((await mapOne(github, payload, CODE)).severity).toBe(expected);
    },
  );
});

describe('secret scanning', () => {
  it('is read as documented, without the secret', async () => {
    const detection = await mapOne(github, SECRET_SCANNING, SECRET);
    expect(detection).toEqual({
      externalKey: 'secret_scanning_alert:acme/payments-api:131',
      fingerprintBasis: 'event, repository and number of the alert',
      title: 'Amazon AWS Secret Access Key found in acme/payments-api',
      severity: 'critical',
      statedSeverity: 'validity active',
      class: 'information-content-security',
      ruleId: 'amazon_aws_secret_access_key',
      ruleName: 'Amazon AWS Secret Access Key',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:12:00.000Z',
      lastSeenAt: '2026-11-23T08:12:01.000Z',
      url: 'https://github.com/acme/payments-api/security/secret-scanning/131',
      labels: {
        repository: 'acme/payments-api',
        validity: 'active',
        event: 'secret_scanning_alert',
        action: 'created',
      },
    });
    expect(JSON.stringify(detection)).not.toContain('wJalr');
  });

  it('is critical when push protection was bypassed, else high', async () => {
    for (const [bypassed, severity] of [
      [true, 'critical'],
      [false, 'high'],
    ]) {
      const alert = {
        ...SECRET_SCANNING.alert,
        validity: 'unknown',
        push_protection_bypassed: bypassed,
      };
      const payload = { ...SECRET_SCANNING, alert };
      expect(await mapOne(github, payload, SECRET)).toMatchObject({ severity });
    }
  });

  it('of older payloads has little', async () => {
    const payload = {
      action: 'created',
      alert: { number: 1, secret_type: 'slack_token', resolution: null },
      repository: { full_name: 'acme/x' },
    };
    expect(await mapOne(github, payload, SECRET)).toMatchObject({
      title: 'slack_token found in acme/x',
      severity: 'high',
      sourceState: 'firing',
    });
  });
});

describe('Dependabot', () => {
  it('is read as documented', async () => {
    expect(await mapOne(github, DEPENDABOT, DEPENDENCY)).toEqual({
      externalKey: 'dependabot_alert:acme/payments-api:7',
      fingerprintBasis: 'event, repository and number of the alert',
      title: 'Prototype pollution in minimist (minimist)',
      severity: 'critical',
      statedSeverity: 'critical',
      class: 'vulnerable',
      ruleId: 'GHSA-xvch-5gv4-984h',
      ruleName: 'CVE-2021-44906',
      sourceState: 'firing',
      occurredAt: '2026-11-22T10:00:00.000Z',
      lastSeenAt: '2026-11-22T10:00:00.000Z',
      url: 'https://github.com/acme/payments-api/security/dependabot/7',
      labels: {
        repository: 'acme/payments-api',
        path: 'services/pay/package-lock.json',
        package: 'minimist',
        ecosystem: 'npm',
        scope: 'runtime',
        cve: 'CVE-2021-44906',
        cvss: '9.8',
        vulnerableVersions: '< 1.2.6',
        fixedIn: '1.2.6',
        event: 'dependabot_alert',
        action: 'created',
      },
    });
  });
});

describe('an alert', () => {
  it.each([
    [DEPENDENCY, DEPENDABOT, 'fixed', 'fixed'],
    [DEPENDENCY, DEPENDABOT, 'auto_dismissed', 'auto_dismissed'],
    [DEPENDENCY, DEPENDABOT, 'dismissed', 'dismissed'],
    [CODE, CODE_SCANNING, 'closed_by_user', 'dismissed'],
    [SECRET, SECRET_SCANNING, 'resolved', 'resolved'],
    [SECRET, SECRET_SCANNING, 'revoked', 'open'],
  ])('%j %# by %s is resolved', async (headers, payload, action, state) => {
    const changed = {
      ...payload,
      action,
      alert: {
        ...payload.alert,
        state,
        updated_at: '2026-11-23T08:00:00Z',
        resolved_at: '2026-11-23T08:59:00Z',
      },
    };
    expect(await mapOne(github, changed, headers)).toMatchObject({
      sourceState: 'resolved',
      lastSeenAt: '2026-11-23T08:59:00.000Z',
    });
  });

  it('that is re-opened fires', async () => {
    const payload = { ...DEPENDABOT, action: 'reintroduced' };
    expect(await mapOne(github, payload, DEPENDENCY)).toMatchObject({
      sourceState: 'firing',
    });
  });

  it.each([CODE_SCANNING, SECRET_SCANNING, DEPENDABOT])(
    '%# without headers, as another plugin hands it on, is recognized',
    async payload => {
      const detection = await mapOne(github, payload);
      expect(detection.labels?.repository).toBe('acme/payments-api');
    },
  );

  it('without number or repository is kept', async () => {
    expect((await map(github, { alert: {} }, CODE)).kind).toBe('unmapped');
  });
});

it.each(['ping', 'push', 'security_advisory', 'constructor'])(
  'the event %s is ignored',
  async name => {
    expect(await map(github, { zen: 'Keep it simple' }, event(name))).toEqual({
      kind: 'ignored',
      reason: `Event ${name} is no finding`,
    });
  },
);
