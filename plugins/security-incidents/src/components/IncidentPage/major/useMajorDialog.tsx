import type { MajorDecision } from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useState } from 'react';
import { MajorDialog } from './MajorDialog';

/** The dialog of a decision about a major incident, and what opens it. */
export function useMajorDialog(): {
  ask(decision: MajorDecision): void;
  dialog: ReactNode;
} {
  const [asking, setAsking] = useState<MajorDecision>();
  return {
    ask: setAsking,
    dialog: asking && (
      <MajorDialog decision={asking} onClose={() => setAsking(undefined)} />
    ),
  };
}
