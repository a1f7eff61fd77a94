/** The topics of notifications, which people and the configuration can switch off. */
export const NOTICE_TOPICS = [
  'New',
  'Assigned',
  'Due soon',
  'Overdue',
  'Escalated',
  'Answers',
  'My reports',
  'Restricted',
  'Verification',
  'Detections',
  'Exports',
  'Imports',
] as const;

export type NoticeTopic = (typeof NOTICE_TOPICS)[number];
