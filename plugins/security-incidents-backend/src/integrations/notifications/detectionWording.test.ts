import {
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { toDetectionsPayload, toSilencePayload } from './detectionWording';

const SINCE = '2026-12-01T10:05:00.000Z';

function waiting(
  counts: Partial<Record<Severity, { fresh?: number; growing?: number }>>,
  sources = ['Falco'],
) {
  return toDetectionsPayload({
    bySeverity: SEVERITIES.map(severity => ({
      severity,
      fresh: 0,
      growing: 0,
      ...counts[severity],
    })),
    sources,
    since: SINCE,
  });
}

describe('the wording of notifications of detections', () => {
  it('says how many of which severity wait, most severe first, and since when', () => {
    expect(
      waiting({ high: { fresh: 4 }, critical: { fresh: 1 } }, [
        'Falco',
        'GitHub',
        'Wazuh',
      ]),
    ).toEqual({
      title: 'Decide about 5 detections: 1 critical and 4 high, new',
      description: 'From Falco, GitHub and Wazuh, since Tue 1 Dec 10:05 UTC.',
      link: '/security-incidents/inbox',
      severity: 'critical',
      topic: 'Detections',
      scope: 'security-incidents-detections',
    });
  });

  it('tells what grows apart from what is new, and has our icon when it is not severe', () => {
    expect(waiting({ medium: { growing: 1 } })).toMatchObject({
      title: 'Decide about a detection: 1 medium, growing',
      severity: 'normal',
      icon: 'security-incidents',
    });
    expect(
      waiting({ high: { fresh: 1, growing: 2 }, medium: { growing: 1 } }).title,
    ).toBe(
      'Decide about 4 detections: 1 high, new; 2 high and 1 medium, growing',
    );
  });

  it('keeps to the length that the platform shows', () => {
    const many = Array.from({ length: 12 }, (_, at) => `Source number ${at}`);
    const { description } = waiting({ high: { fresh: 1 } }, many);
    expect(description).toHaveLength(100);
    expect(description).toMatch(/…, since Tue 1 Dec 10:05 UTC\.$/);
  });

  it('asks to check a source that sends no events', () => {
    expect(
      toSilencePayload({ id: 'falco', title: 'Falco', lastEventAt: SINCE }),
    ).toMatchObject({
      title: 'Check Falco: it sends no events',
      description: 'Last event Tue 1 Dec 10:05 UTC. Detections may be missing.',
      link: '/security-incidents/inbox/sources/falco',
      topic: 'Detections',
    });
  });
});
