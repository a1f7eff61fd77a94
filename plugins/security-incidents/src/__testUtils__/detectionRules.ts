import type {
  DetectionRule,
  DetectionRules,
} from 'backstage-plugin-security-incidents-common';
import { minutesAgo } from './detections';

/** A rule of detections. */
export function detectionRule(
  id: string,
  name: string,
  changes: Partial<DetectionRule> = {},
): DetectionRule {
  return {
    id,
    name,
    isConfigured: false,
    position: 1,
    isEnabled: true,
    condition: { sourceIds: ['github'] },
    action: 'create',
    effect: { count: 2, undone: 0, followed: 0 },
    version: 1,
    ...changes,
  };
}

/** What the page of rules shows. */
export function detectionRules(
  changes: Partial<DetectionRules> = {},
): DetectionRules {
  return {
    flow: {
      total: 612,
      inbox: 375,
      suggested: 74,
      attached: 41,
      created: 3,
      ignored: 96,
      suppressed: 15,
      unmapped: 8,
    },
    ways: [
      { way: 'label', count: 301 },
      { way: 'repository', count: 118 },
      { way: 'kubernetes', count: 64 },
      { way: 'cloud', count: 55 },
      { way: 'pattern', count: 66 },
      { way: 'none', count: 8 },
    ],
    patterns: [
      {
        id: 'p1',
        name: 'Hosts of the warehouse',
        isConfigured: true,
        position: 1,
        label: 'host',
        pattern: 'wh-([a-z]+)-\\d+',
        entityRef: 'component:default/warehouse-$1',
        version: 1,
      },
      {
        id: 'p2',
        name: 'Checkout pods',
        isConfigured: false,
        position: 2,
        label: 'pod',
        pattern: 'checkout-.+',
        entityRef: 'component:default/checkout-web',
        version: 4,
      },
      {
        id: 'p3',
        name: 'Anything of the store',
        isConfigured: false,
        position: 3,
        label: 'pod',
        pattern: '.+',
        entityRef: 'component:default/storefront',
        version: 1,
      },
    ],
    suppressions: [
      {
        id: 's1',
        name: 'Restore drill reads the whole database',
        condition: {
          sourceIds: ['wazuh'],
          ruleIds: ['533'],
          entityRefs: ['component:default/payments-api'],
        },
        reason: 'Drill of the data team, agreed with security',
        createdBy: 'user:default/ada',
        createdAt: minutesAgo(5 * 24 * 60),
        endsAt: minutesAgo(-47 * 60),
        isEnded: false,
        heldBack: 6,
        sinceEnd: 0,
        version: 1,
      },
      {
        id: 's2',
        name: 'Gateway maintenance',
        condition: { sourceIds: ['alertmanager'] },
        reason: 'Change window of the acquirer',
        createdBy: 'user:default/ada',
        createdAt: minutesAgo(12 * 24 * 60),
        endsAt: minutesAgo(9 * 24 * 60),
        isEnded: true,
        heldBack: 3,
        sinceEnd: 1,
        version: 2,
      },
    ],
    rules: [
      detectionRule('r1', 'Repeat of something open', {
        position: 1,
        isConfigured: true,
        condition: { severities: ['high', 'medium'] },
        action: 'attach',
        attachTo: 'same-rule',
        effect: { count: 41, undone: 0, followed: 0 },
      }),
      detectionRule('r2', 'Live secret in a repository', {
        position: 2,
        condition: { sourceIds: ['github'], labels: { validity: 'active' } },
        incident: { severity: 'high' },
      }),
      detectionRule('r3', 'Close to an open incident', {
        position: 3,
        condition: { severities: ['high'] },
        action: 'suggest',
        attachTo: 'same-service',
        effect: { count: 74, undone: 0, followed: 52 },
      }),
      detectionRule('r4', 'Sandbox and staging', {
        position: 4,
        condition: { labels: { env: 'staging' } },
        action: 'ignore',
        effect: { count: 96, undone: 0, followed: 0 },
        isEnabled: false,
      }),
    ],
    changes: [
      {
        at: minutesAgo(600),
        by: 'user:default/ada',
        kind: 'rule',
        action: 'added',
        name: 'Sandbox and staging',
      },
    ],
    mayChange: true,
    ...changes,
  };
}
