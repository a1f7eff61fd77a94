import type {
  DeliveryOutcome,
  DetectionDelivery,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import type {
  CountedReason,
  DeliveryRecord,
  DetectionRecord,
  RejectionRecord,
} from '../store/records';

/** Detections that are named of one delivery. */
const MAX_DETECTIONS = 10;

function toOutcome(reason: CountedReason): DeliveryOutcome {
  return reason === 'duplicate' || reason === 'ignored' ? reason : 'rejected';
}

function toCounted(record: RejectionRecord): DetectionDelivery {
  const { minute, lastAt, reason, total } = record;
  const outcome = toOutcome(reason);
  return {
    id: `${minute} ${reason}`,
    at: minute,
    lastAt,
    outcome,
    count: total,
    ...(outcome === 'rejected' && { reason }),
    isTest: false,
    detections: [],
  };
}

function toDelivery(
  record: DeliveryRecord,
  detections: readonly DetectionRecord[],
  summaries: ReadonlyMap<string, DetectionSummary>,
): DetectionDelivery {
  const { id, receivedAt, outcome, note, deliveryKey, size, sha256, isTest } =
    record;
  return {
    id,
    at: receivedAt,
    outcome,
    count: 1,
    ...(note && { reason: note }),
    ...(deliveryKey && { deliveryId: deliveryKey }),
    size,
    sha256,
    isTest,
    detections: detections
      .slice(0, MAX_DETECTIONS)
      .flatMap(detection => summaries.get(detection.id) ?? []),
  };
}

/** Rejections next to each other with one reason share a line. */
function joinRuns(
  deliveries: readonly DetectionDelivery[],
): DetectionDelivery[] {
  const joined: DetectionDelivery[] = [];
  for (const delivery of deliveries) {
    const last = joined[joined.length - 1];
    const continues =
      last?.outcome === 'rejected' &&
      delivery.outcome === 'rejected' &&
      last.reason === delivery.reason;
    if (continues) {
      // Newest first: the earlier one begins the run.
      joined[joined.length - 1] = {
        ...last,
        id: delivery.id,
        at: delivery.at,
        count: last.count + delivery.count,
      };
    } else joined.push(delivery);
  }
  return joined;
}

/** The log of a source, newest first. */
export function toDeliveries(
  deliveries: readonly DeliveryRecord[],
  counted: readonly RejectionRecord[],
  detections: ReadonlyMap<string, readonly DetectionRecord[]>,
  summaries: ReadonlyMap<string, DetectionSummary>,
  limit: number,
): DetectionDelivery[] {
  const all = [
    ...deliveries.map(record =>
      toDelivery(record, detections.get(record.id) ?? [], summaries),
    ),
    ...counted.map(toCounted),
  ];
  const latest = ({ at, lastAt }: DetectionDelivery) => lastAt ?? at;
  all.sort((a, b) => (latest(a) < latest(b) ? 1 : -1));
  return joinRuns(all).slice(0, limit);
}
