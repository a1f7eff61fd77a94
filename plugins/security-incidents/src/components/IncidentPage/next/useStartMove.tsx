import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { useIncidentRecord } from '../IncidentRecord';
import { toMoveLabel } from './moves';
import { TransitionDialog } from './TransitionDialog';

/** Starts a move: at once, or in a dialog that asks for what the move needs. */
export function useStartMove(
  run: (change: () => Promise<Incident>) => Promise<boolean>,
  onMoved: () => void,
) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const [asking, setAsking] = useState<TransitionOption>();

  const start = (option: TransitionOption) => {
    const mayWaive = option.blockedBy.some(
      ({ waivedByReason }) => waivedByReason,
    );
    if (option.requires.length || mayWaive) {
      setAsking(option);
    } else {
      run(() =>
        api.transitionIncident(
          incident.key,
          { to: option.to },
          { ifMatch: incident.version },
        ),
      );
    }
  };

  return {
    start,
    dialog: asking && (
      <TransitionDialog
        option={asking}
        title={toMoveLabel(t, asking)}
        onClose={() => setAsking(undefined)}
        onMoved={onMoved}
      />
    ),
  };
}
