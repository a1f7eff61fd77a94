import { useApi } from '@backstage/core-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import type {
  CompromiseState,
  IncidentStatus,
  TransitionBlocker,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useRouteRef } from '../../../navigation';
import { incidentViewRouteRef } from '../../../routes';
import { useTranslation } from '../../../translation';
import { useEntityName } from '../../common';
import styles from '../IncidentPage.module.css';
import {
  type FactQuestion,
  useIncidentRecord,
  type useIncidentMutation,
} from '../IncidentRecord';
import { ApplyDialog, RequiredTasks, usePlanRuns } from '../plan';
import { useWhomToAsk } from '../useWhomToAsk';

interface BlockerProps {
  blocker: TransitionBlocker;
  /** The status that it blocks. */
  to: IncidentStatus;
  pending: boolean;
  run: ReturnType<typeof useIncidentMutation>['run'];
}

function CannotDo() {
  const { t } = useTranslation();
  const whom = useWhomToAsk();
  return (
    <span className={styles.quiet}>
      {t('incidentPage.nextStep.blocker.cannot', { whom })}
    </span>
  );
}

function WriteStep() {
  const { compose } = useIncidentRecord();
  const { t } = useTranslation();
  return (
    <Button variant="primary" onPress={() => compose({ kind: 'containment' })}>
      {t('incidentPage.nextStep.blocker.writeStep')}
    </Button>
  );
}

function TakeCommand({ pending, run }: BlockerProps) {
  const { incident, me } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  if (!me) return null;
  return (
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
      {t('incidentPage.nextStep.blocker.takeCommand')}
    </Button>
  );
}

const QUESTIONS: Record<string, FactQuestion> = {
  'has-class': 'class',
  'has-severity': 'severity',
  'has-urgency': 'urgency',
};

function DecideFact({ question }: { question: FactQuestion }) {
  const { setEditingFacts } = useIncidentRecord();
  const { t } = useTranslation();
  return (
    <Button
      variant="secondary"
      aria-label={t('incidentPage.nextStep.blocker.decideLabel', {
        what: t(`incidentPage.facts.name.${question}`),
      })}
      onPress={() => setEditingFacts(question)}
    >
      {t('incidentPage.nextStep.blocker.decide')}
    </Button>
  );
}

function DecideService(props: {
  entityRef: string;
  pending: boolean;
  onDecide(compromise: CompromiseState): void;
}) {
  const { entityRef, pending, onDecide } = props;
  const { t } = useTranslation();
  const service = useEntityName(entityRef);
  return (
    <div className={styles.row}>
      <span>{service}</span>
      <Button
        variant="secondary"
        isDisabled={pending}
        aria-label={t('incidentPage.nextStep.blocker.compromisedLabel', {
          service,
        })}
        onPress={() => onDecide('compromised')}
      >
        {t('incidentPage.nextStep.blocker.compromised')}
      </Button>
      <Button
        variant="secondary"
        isDisabled={pending}
        aria-label={t('incidentPage.nextStep.blocker.notCompromisedLabel', {
          service,
        })}
        onPress={() => onDecide('not-compromised')}
      >
        {t('incidentPage.nextStep.blocker.notCompromised')}
      </Button>
    </div>
  );
}

function DecideServices({ blocker, pending, run }: BlockerProps) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  return (
    <div className={styles.decisions}>
      {(blocker.entityRefs ?? []).map(entityRef => (
        <DecideService
          key={entityRef}
          entityRef={entityRef}
          pending={pending}
          onDecide={compromise =>
            run(() => api.linkAffected(incident.key, { entityRef, compromise }))
          }
        />
      ))}
    </div>
  );
}

function ChoosePlan() {
  const { plans } = usePlanRuns();
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" onPress={() => setOpen(true)}>
        {t('incidentPage.nextStep.blocker.choosePlan')}
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

function OpenObligations() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  return (
    <ButtonLink
      variant="secondary"
      href={link({ key: incident.key, view: 'obligations' })}
    >
      {t('obligation.title')}
    </ButtonLink>
  );
}

function OpenReview() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  return (
    <ButtonLink
      variant="secondary"
      href={link({ key: incident.key, view: 'review' })}
    >
      {t('incidentPage.nextStep.blocker.openReview')}
    </ButtonLink>
  );
}

/** What removes one blocker; or whom to ask, for a reader who may not. */
export function BlockerActions(props: BlockerProps) {
  const { guard } = props.blocker;
  const { rights } = useIncidentRecord().incident;
  if (guard === 'has-containment-step') {
    return rights.recordStep ? <WriteStep /> : <CannotDo />;
  }
  if (guard === 'required-tasks') {
    return rights.recordStep ? <RequiredTasks to={props.to} /> : <CannotDo />;
  }
  if (guard === 'review-completed' || guard === 'actions-assigned') {
    return <OpenReview />;
  }
  if (guard === 'obligations-decided' || guard === 'obligations-sent') {
    return <OpenObligations />;
  }
  if (!rights.update) return <CannotDo />;
  switch (guard) {
    case 'has-lead':
      return <TakeCommand {...props} />;
    case 'has-class':
    case 'has-severity':
    case 'has-urgency':
      return <DecideFact question={QUESTIONS[guard]} />;
    case 'services-decided':
      return <DecideServices {...props} />;
    case 'has-plan':
      return <ChoosePlan />;
    default:
      return null;
  }
}
