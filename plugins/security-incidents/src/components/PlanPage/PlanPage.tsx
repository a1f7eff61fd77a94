import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  checkResponsePlan,
  type PlanFinding,
  type ResponsePlan,
  type ResponsePlanDocument,
  type ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import { toShownTexts } from '../../api/shownTexts';
import { usePlanProposal } from '../../hooks';
import { type PanelQuery, QueryProvider } from '../../queries';
import { useTranslation } from '../../translation';
import { getEntityTitle } from '../common';
import print from '../common/print.module.css';
import { StartExerciseButton } from '../ExerciseDialog';
import { ExportPlaybookButton } from '../playbooks';
import { ChecksCard } from './ChecksCard';
import { ClosureCard } from './ClosureCard';
import { FileErrors } from './FileErrors';
import { GapsCard } from './GapsCard';
import { LadderCard } from './LadderCard';
import { PhaseColumns } from './PhaseColumns';
import styles from './PlanPage.module.css';
import { ProposeChange } from './ProposeChange';
import { RolesCard } from './RolesCard';
import { ScopeCard } from './ScopeCard';
import { Section } from './Section';
import { StateStrip } from './StateStrip';
import { usePlanStatus } from './usePlanStatus';

function UnreadablePlan(props: { entity: Entity; findings: PlanFinding[] }) {
  const { entity, findings } = props;
  const { t } = useTranslation();
  return (
    <div className={`${styles.page} ${print.sheet}`}>
      <div className={`${styles.tools} ${print.screenOnly}`}>
        <ProposeChange entity={entity} />
      </div>
      <Section title={t('planPage.unreadable.title')}>
        <p>{t('planPage.unreadable.description')}</p>
      </Section>
      <ChecksCard findings={findings} />
    </div>
  );
}

function ReadablePlan(props: {
  entity: Entity;
  plan: ResponsePlan;
  findings: PlanFinding[];
  status: PanelQuery<ResponsePlanStatus>;
  now: Date;
}) {
  const { entity, plan, findings, status, now } = props;
  const { spec } = plan;
  const title = entity.metadata.title && getEntityTitle(entity);
  const planRef = stringifyEntityRef(entity);
  const editUrl = usePlanProposal(entity);
  return (
    <div className={`${styles.page} ${print.sheet}`}>
      <div className={`${styles.tools} ${print.screenOnly}`}>
        {spec.lifecycle !== 'retired' && (
          <StartExerciseButton planRef={planRef} planTitle={title} />
        )}
        <ProposeChange entity={entity} />
        <ExportPlaybookButton planRef={planRef} />
      </div>
      <FileErrors entity={entity} />
      {status.data && (
        <GapsCard
          status={status.data}
          planTitle={title}
          editUrl={editUrl}
          now={now}
        />
      )}
      <StateStrip plan={plan} now={now} status={status} />
      <PhaseColumns spec={spec} />
      <div className={styles.columns}>
        <RolesCard spec={spec} />
        <LadderCard spec={spec} />
        <div className={styles.stack}>
          <ScopeCard spec={spec} services={status.data?.services} />
          <ClosureCard spec={spec} />
          <ChecksCard findings={findings} />
        </div>
      </div>
    </div>
  );
}

function Plan() {
  const { entity } = useEntity();
  const now = useMemo(() => new Date(), []);
  const status = usePlanStatus(stringifyEntityRef(entity));
  const tested = status.data?.tested;
  const exercisedOn = tested?.by === 'exercise' ? tested.on : undefined;
  const { plan, findings } = useMemo(
    () =>
      toShownTexts(
        checkResponsePlan(entity as ResponsePlanDocument, { now, exercisedOn }),
      ),
    [entity, now, exercisedOn],
  );
  return plan ? (
    <ReadablePlan
      entity={entity}
      plan={plan}
      findings={findings}
      status={status}
      now={now}
    />
  ) : (
    <UnreadablePlan entity={entity} findings={findings} />
  );
}

/** A response plan: whether it is in use, the order of work, who does it, and by when. */
export function PlanPage() {
  return (
    <QueryProvider>
      <Plan />
    </QueryProvider>
  );
}
