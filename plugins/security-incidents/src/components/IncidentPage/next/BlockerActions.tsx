import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  type CompromiseState,
  type IncidentStatus,
  incidentUpdatePermission,
  stepRecordPermission,
  type TransitionBlocker,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord, type useIncidentMutation } from '../IncidentRecord';
import { ApplyDialog, RequiredTasks, usePlanRuns } from '../plan';

function Needs(props: { right: string }) {
  return <span className={styles.quiet}>Needs the right {props.right}</span>;
}

function ChoosePlan() {
  const { plans } = usePlanRuns();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" onPress={() => setOpen(true)}>
        Choose a plan
      </Button>
      {open && (
        <ApplyDialog
          offered={plans?.offered ?? []}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** What removes one blocker, beside it; or the right that is missing for it. */
export function BlockerActions(props: {
  blocker: TransitionBlocker;
  /** The status that it is in the way of. */
  to: IncidentStatus;
  pending: boolean;
  run: ReturnType<typeof useIncidentMutation>['run'];
}) {
  const { blocker, to, pending, run } = props;
  const { incident, me, compose, setEditingFacts } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { rights } = incident;

  if (blocker.guard === 'has-containment-step') {
    return rights.recordStep ? (
      <Button
        variant="primary"
        onPress={() => compose({ kind: 'containment' })}
      >
        Write the step
      </Button>
    ) : (
      <Needs right={stepRecordPermission.name} />
    );
  }
  switch (blocker.guard) {
    case 'has-lead':
      if (!rights.update)
        return <Needs right={incidentUpdatePermission.name} />;
      return me ? (
        <Button
          variant="primary"
          isDisabled={pending}
          onPress={() =>
            run(() =>
              api.assignRole(incident.key, 'incident-commander', me, {
                ifMatch: incident.version,
              }),
            )
          }
        >
          Take command
        </Button>
      ) : null;
    case 'has-class':
    case 'has-severity':
    case 'has-urgency':
      return rights.update ? (
        <Button variant="secondary" onPress={() => setEditingFacts(true)}>
          Decide
        </Button>
      ) : (
        <Needs right={incidentUpdatePermission.name} />
      );
    case 'services-decided': {
      if (!rights.update)
        return <Needs right={incidentUpdatePermission.name} />;
      const decide = (entityRef: string, compromise: CompromiseState) =>
        run(() => api.linkAffected(incident.key, { entityRef, compromise }));
      return (
        <div className={styles.decisions}>
          {(blocker.entityRefs ?? []).map(entityRef => (
            <div key={entityRef} className={styles.row}>
              <span>{entityRef.split('/').pop()}</span>
              <Button
                variant="secondary"
                isDisabled={pending}
                aria-label={`${entityRef}: compromised`}
                onPress={() => decide(entityRef, 'compromised')}
              >
                Compromised
              </Button>
              <Button
                variant="secondary"
                isDisabled={pending}
                aria-label={`${entityRef}: not compromised`}
                onPress={() => decide(entityRef, 'not-compromised')}
              >
                Not compromised
              </Button>
            </div>
          ))}
        </div>
      );
    }
    case 'has-plan':
      return rights.update ? (
        <ChoosePlan />
      ) : (
        <Needs right={incidentUpdatePermission.name} />
      );
    case 'required-tasks':
      return <RequiredTasks to={to} />;
    default:
      return null;
  }
}
