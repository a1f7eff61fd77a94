import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  checkResponsePlan,
  type ResponsePlanDocument,
} from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import { usePlanStanding } from '../../hooks';
import { ExportPlaybookButton } from '../playbooks';
import { StartExerciseButton } from '../ExerciseDialog';
import { ChecksCard } from './ChecksCard';
import { FileErrors } from './FileErrors';
import { LadderCard } from './LadderCard';
import { PhaseColumns } from './PhaseColumns';
import styles from './PlanPage.module.css';
import { RolesCard } from './RolesCard';
import { ClosureCard, ScopeCard } from './ScopeCard';
import { Section } from './Section';
import { StateStrip } from './StateStrip';

/** A response plan for people to read before anything happens: in force or not, the order of work, who, and by when. */
export function PlanPage() {
  const { entity } = useEntity();
  const now = useMemo(() => new Date(), []);
  const planRef = stringifyEntityRef(entity);
  const standing = usePlanStanding(planRef);
  const { tested, services } = standing.value ?? {};
  const exercisedOn = tested?.by === 'exercise' ? tested.on : undefined;
  const { plan, findings } = useMemo(
    () =>
      checkResponsePlan(entity as ResponsePlanDocument, { now, exercisedOn }),
    [entity, now, exercisedOn],
  );
  if (!plan) {
    return (
      <div className={styles.page}>
        <Section title="This plan cannot be read">
          <p>
            The file has errors, so the plan is not selected for any incident.
            Put them right and let the catalog read the file again.
          </p>
        </Section>
        <ChecksCard findings={findings} />
      </div>
    );
  }
  const { spec } = plan;
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        {spec.lifecycle !== 'retired' && (
          <StartExerciseButton
            planRef={planRef}
            planTitle={entity.metadata.title}
          />
        )}
        <ExportPlaybookButton planRef={planRef} />
      </div>
      <FileErrors entity={entity} />
      <StateStrip plan={plan} now={now} standing={standing} />
      <PhaseColumns spec={spec} />
      <div className={styles.columns}>
        <RolesCard spec={spec} />
        <LadderCard spec={spec} />
        <div className={styles.stack}>
          <ScopeCard spec={spec} services={services} />
          <ClosureCard spec={spec} />
          <ChecksCard findings={findings} />
        </div>
      </div>
    </div>
  );
}
