import type { EventsService } from '@backstage/plugin-events-node';
import type { DetectionIntake } from '../detections/intake/DetectionIntake';
import type { ConfiguredSource } from '../detections/settings';

/**
 * Takes the events of topics that a source names as deliveries of it. An app that receives webhooks there already needs no
 * second endpoint.
 */
export async function subscribeDetections(
  events: EventsService,
  sources: readonly ConfiguredSource[],
  intake: Pick<DetectionIntake, 'acceptEvent'>,
): Promise<void> {
  for (const { id, topics } of sources) {
    if (topics.length === 0) continue;
    await events.subscribe({
      id: `detections-${id}`,
      topics: [...topics],
      onEvent: event => intake.acceptEvent(id, event),
    });
  }
}
