import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RiListCheck3 } from '@remixicon/react';
import type { PlanRuns } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { usePlanLink } from '../../../hooks';
import { AppLink } from '../../../navigation';
import { shortTimeWithZone } from '../../../time';
import { useTranslation } from '../../../translation';
import { TextWithNames } from '../../common';
import page from '../IncidentPage.module.css';
import {
  isFrozen,
  useIncidentRecord,
  useIncidentMutation,
} from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { ApplyDialog, DeclineDialog } from './PlanDialogs';
import { toSaid } from '../../said';

/** Which plans fit, why the best one does, and whether it is applied automatically. */
function WhatFits({ offered, undecided }: PlanRuns) {
  const { status } = useIncidentRecord().incident;
  const { t } = useTranslation();
  const [best] = offered;
  if (undecided) {
    return (
      <>{t('incidentPage.plan.none.undecided', { count: offered.length })}</>
    );
  }
  if (!best) return <>{t('incidentPage.plan.none.nothingFits')}</>;
  const plan = best.title;
  const isEarly = status === 'new' || status === 'triage';
  return (
    <>
      {offered.length === 1
        ? t('incidentPage.plan.none.fits', { plan })
        : t('incidentPage.plan.none.fitsBest', {
            count: offered.length,
            plan,
          })}{' '}
      <TextWithNames text={toSaid(t, best.reason)} />
      {isEarly && ` ${t('incidentPage.plan.none.automatic')}`}
    </>
  );
}

/** How many candidates are shown; all are in the dialog. */
const SHOWN = 5;

/** The plans that could apply, each with the reason. */
function Candidates({ offered }: Pick<PlanRuns, 'offered'>) {
  const { t } = useTranslation();
  const planLink = usePlanLink();
  const more = offered.length - SHOWN;
  return (
    <ul
      className={page.list}
      aria-label={t('incidentPage.plan.none.candidates')}
    >
      {offered.slice(0, SHOWN).map(({ planRef, title, reason }) => (
        <li key={planRef} className={page.item}>
          <AppLink className={page.link} to={planLink(planRef)}>
            {title}
          </AppLink>
          <div className={page.quiet}>
            <TextWithNames text={toSaid(t, reason)} />
          </div>
        </li>
      ))}
      {more > 0 && (
        <li className={page.quiet}>
          {t('incidentPage.plan.none.moreCandidates', { count: more })}
        </li>
      )}
    </ul>
  );
}

/** What to do about an incident that follows no plan. */
export function NoPlan({ plans }: { plans: PlanRuns }) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [asking, setAsking] = useState<'other' | 'none'>();
  const { noPlan, offered, undecided } = plans;
  // While the class is not decided, no plan is better than the others.
  const best = undecided ? undefined : offered[0];
  const mayApply = incident.rights.update && !isFrozen(incident);
  return (
    <div className={page.message}>
      <RiListCheck3 aria-hidden />
      <div>
        <div className={page.strong}>
          {noPlan
            ? t('incidentPage.plan.none.declined')
            : t('incidentPage.plan.none.title')}
        </div>
        {noPlan && (
          <p className={page.quiet}>
            {t('incidentPage.plan.none.declinedBy', {
              reason: noPlan.reason,
              actor: <Actor subject={noPlan.by} />,
              time: shortTimeWithZone(noPlan.at),
            })}
          </p>
        )}
        {(!noPlan || offered.length > 0) && !isFrozen(incident) && (
          <p className={page.quiet}>
            <WhatFits {...plans} />
          </p>
        )}
        {undecided && !isFrozen(incident) && <Candidates offered={offered} />}
        {problem && (
          <div role="alert" className={page.alert}>
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        {mayApply && (
          <>
            <div className={page.row}>
              {best && (
                <Button
                  variant={noPlan ? 'secondary' : 'primary'}
                  isPending={pending}
                  onPress={() =>
                    run(() =>
                      api.applyPlan(incident.key, { planRef: best.planRef }),
                    )
                  }
                >
                  {t('incidentPage.plan.none.apply', { plan: best.title })}
                </Button>
              )}
              <Button
                variant={best ? 'tertiary' : 'secondary'}
                isDisabled={pending}
                onPress={() => setAsking('other')}
              >
                {best
                  ? t('incidentPage.plan.none.other')
                  : t('incidentPage.plan.none.choose')}
              </Button>
            </div>
            {!noPlan && (
              <div className={`${page.quiet} ${page.note}`}>
                <button
                  type="button"
                  className={page.linkButton}
                  onClick={() => setAsking('none')}
                >
                  {t('incidentPage.plan.none.decline')}
                </button>
              </div>
            )}
          </>
        )}
      </div>
      {asking === 'other' && (
        <ApplyDialog offered={offered} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'none' && (
        <DeclineDialog onClose={() => setAsking(undefined)} />
      )}
    </div>
  );
}
