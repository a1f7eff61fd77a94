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
import { type ReactNode, useState } from 'react';
import { EntityLink } from '../../../navigation';
import { useTranslation } from '../../../translation';
import {
  KeyCap,
  PanelFailed,
  PanelLoading,
  PanelStale,
  TextWithNames,
  Time,
  ZoneNote,
} from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { NoPlan } from './NoPlan';
import { PhaseSection } from './PhaseSection';
import { ApplyDialog, UpgradeDialog } from './PlanDialogs';
import styles from './plan.module.css';
import { usePlanRuns } from './PlanRuns';
import { nextTaskOf, progressOf } from './tasks';
import { useTaskNow } from './useTaskNow';
import { toSaid } from '../../said';

function Progress({ run }: { run: PlanRun }) {
  const { t } = useTranslation();
  const { total, settled, overdue } = progressOf(run, useTaskNow());
  return (
    <span className={`${page.quiet} ${page.time}`}>
      {t('incidentPage.plan.settled', {
        settled: String(settled),
        total: String(total),
      })}
      {overdue > 0 && (
        <span className={`${page.alarm} ${page.strong}`}>
          {', '}
          {t('incidentPage.plan.overdue', { total: String(overdue) })}
        </span>
      )}
    </span>
  );
}

/** Why this plan, and whether it is still what the catalog says. */
function About({ run }: { run: PlanRun }) {
  const { t } = useTranslation();
  const [comparing, setComparing] = useState(false);
  return (
    <p className={`${page.quiet} ${page.flush}`}>
      <TextWithNames
        text={toSaid(t, run.reason).replace(/([^.!?。])$/, '$1.')}
      />{' '}
      {run.changedSince
        ? t('incidentPage.plan.changed', {
            link: (
              <button
                type="button"
                className={page.linkButton}
                onClick={() => setComparing(true)}
              >
                {t('incidentPage.plan.compare')}
              </button>
            ),
          })
        : t('incidentPage.plan.unchanged', {
            time: <Time at={run.appliedAt} />,
          })}
      {comparing && (
        <UpgradeDialog run={run} onClose={() => setComparing(false)} />
      )}
    </p>
  );
}

function RunCard(props: { run: PlanRun; plans: PlanRuns; nextId?: string }) {
  const { run, plans, nextId } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const [applying, setApplying] = useState(false);
  const several = plans.runs.length > 1;
  return (
    <Card
      aria-label={t('incidentPage.plan.titleOf', { plan: run.title })}
      id={run.primary ? 'response-plan' : undefined}
    >
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle} tabIndex={-1}>
            <span>
              {t('incidentPage.plan.titleOf', {
                plan: (
                  <EntityLink entityRef={run.planRef} hideIcon>
                    {run.title}
                  </EntityLink>
                ),
              })}
            </span>
            <span className={page.chip}>{run.version}</span>
            {several && run.primary && (
              <span className={page.chip}>
                {t('incidentPage.plan.primary')}
              </span>
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
                  aria-label={t('incidentPage.plan.more', { plan: run.title })}
                />
                <Menu onAction={() => setApplying(true)}>
                  <MenuItem id="apply">
                    {t('incidentPage.plan.applyAnother')}
                  </MenuItem>
                </Menu>
              </MenuTrigger>
            )}
          </div>
        </div>
      </CardHeader>
      <CardBody>
        <About run={run} />
        <ZoneNote />
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

/** A card for what there is instead of a plan. */
function PlainCard(props: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Card aria-label={t('incidentPage.plan.title')} id="response-plan">
      <CardHeader>
        <h2 className={page.cardTitle}>{t('incidentPage.plan.title')}</h2>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}

/** The checklist: each plan that is applied with its tasks, or what to do while there is none. */
export function PlanCard() {
  const { incident, me, principals } = useIncidentRecord();
  const { t } = useTranslation();
  const { plans, error, staleSince, reload } = usePlanRuns();
  if (!plans) {
    return (
      <PlainCard>
        {error ? (
          <PanelFailed
            error={error}
            title={t('incidentPage.plan.failed')}
            hint={t('incidentPage.plan.failedHint')}
            onRetry={reload}
          />
        ) : (
          <PanelLoading label={t('incidentPage.plan.loading')} rows={4} />
        )}
      </PlainCard>
    );
  }
  if (plans.runs.length === 0) {
    return (
      <PlainCard>
        <NoPlan plans={plans} />
      </PlainCard>
    );
  }
  const next = isFrozen(incident)
    ? undefined
    : nextTaskOf(plans, me, principals);
  return (
    <>
      <PanelStale since={staleSince} what={t('incidentPage.plan.stale')} />
      {[...plans.runs]
        .sort((a, b) => Number(b.primary) - Number(a.primary))
        .map(run => (
          <RunCard key={run.id} run={run} plans={plans} nextId={next?.id} />
        ))}
    </>
  );
}
