import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ButtonIcon,
  Card,
  CardBody,
  CardHeader,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type {
  PlanRun,
  PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useNow } from '../../../hooks';
import { shortTime } from '../../../time';
import {
  KeyCap,
  PanelFailed,
  PanelLoading,
  withShortNames,
} from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { NoPlan } from './NoPlan';
import { PhaseSection } from './PhaseSection';
import { ApplyDialog, UpgradeDialog } from './PlanDialogs';
import styles from './plan.module.css';
import { usePlanRuns } from './PlanRuns';
import { nextTaskOf, progressOf } from './tasks';

function Progress({ run }: { run: PlanRun }) {
  const { total, settled, overdue } = progressOf(run, useNow());
  return (
    <span className={`${page.quiet} ${page.time}`}>
      {`${settled} of ${total} settled`}
      {overdue > 0 && (
        <span className={`${page.alarm} ${page.strong}`}>
          {`, ${overdue} overdue`}
        </span>
      )}
    </span>
  );
}

/** Why this plan, and whether it is still what the catalog says. */
function About({ run }: { run: PlanRun }) {
  const [comparing, setComparing] = useState(false);
  return (
    <p className={`${page.quiet} ${page.flush}`}>
      {`${withShortNames(run.reason).replace(/([^.!?])$/, '$1.')} `}
      {run.changedSince ? (
        <>
          {'The plan has changed since: '}
          <button
            type="button"
            className={page.linkButton}
            onClick={() => setComparing(true)}
          >
            see the difference
          </button>
        </>
      ) : (
        `Plan unchanged since it was applied ${shortTime(run.appliedAt)}.`
      )}
      {comparing && (
        <UpgradeDialog run={run} onClose={() => setComparing(false)} />
      )}
    </p>
  );
}

function RunCard(props: { run: PlanRun; plans: PlanRuns; nextId?: string }) {
  const { run, plans, nextId } = props;
  const { incident } = useIncidentRecord();
  const [applying, setApplying] = useState(false);
  const several = plans.runs.length > 1;
  return (
    <Card
      aria-label={`Response plan: ${run.title}`}
      id={run.primary ? 'response-plan' : undefined}
    >
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle} tabIndex={-1}>
            <span>
              {'Response plan: '}
              <EntityRefLink entityRef={run.planRef} hideIcon>
                {run.title}
              </EntityRefLink>
            </span>
            <span className={page.chip}>{run.version}</span>
            {several && run.primary && (
              <span className={page.chip}>Primary</span>
            )}
            {nextId && run.primary && <KeyCap>T</KeyCap>}
          </h2>
          <div className={page.row}>
            <Progress run={run} />
            {incident.rights.update && !isFrozen(incident) && (
              <MenuTrigger>
                <ButtonIcon
                  variant="tertiary"
                  size="small"
                  icon={<RiMore2Line aria-hidden />}
                  aria-label={`What can be done with the plan ${run.title}`}
                />
                <Menu onAction={() => setApplying(true)}>
                  <MenuItem id="apply">Apply another plan as well</MenuItem>
                </Menu>
              </MenuTrigger>
            )}
          </div>
        </div>
      </CardHeader>
      <CardBody>
        <About run={run} />
        <div className={styles.phases}>
          {run.phases.map(phase => (
            <PhaseSection
              key={phase.id}
              phase={phase}
              run={run}
              nextId={nextId}
            />
          ))}
        </div>
      </CardBody>
      {applying && (
        <ApplyDialog
          offered={plans.offered}
          onClose={() => setApplying(false)}
        />
      )}
    </Card>
  );
}

/** The checklist: each plan that is applied with its tasks, or what to do about there being none. */
export function PlanCard() {
  const { me, principals } = useIncidentRecord();
  const { plans, error, reload } = usePlanRuns();
  if (!plans) {
    return (
      <Card aria-label="Response plan" id="response-plan">
        <CardHeader>
          <h2 className={page.cardTitle}>Response plan</h2>
        </CardHeader>
        <CardBody>
          {error ? (
            <PanelFailed
              error={error}
              title="The plan did not load"
              hint="Everything else on this page is current."
              onRetry={reload}
            />
          ) : (
            <PanelLoading label="the response plan" rows={4} />
          )}
        </CardBody>
      </Card>
    );
  }
  if (plans.runs.length === 0) {
    return (
      <Card aria-label="Response plan" id="response-plan">
        <CardHeader>
          <h2 className={page.cardTitle}>Response plan</h2>
        </CardHeader>
        <CardBody>
          <NoPlan plans={plans} />
        </CardBody>
      </Card>
    );
  }
  const next = nextTaskOf(plans, me, principals);
  return (
    <>
      {[...plans.runs]
        .sort((a, b) => Number(b.primary) - Number(a.primary))
        .map(run => (
          <RunCard key={run.id} run={run} plans={plans} nextId={next?.id} />
        ))}
    </>
  );
}
