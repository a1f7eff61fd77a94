import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RiListCheck3 } from '@remixicon/react';
import type {
  Incident,
  PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { shortTime } from '../../../time';
import { withShortNames } from '../../common';
import page from '../IncidentPage.module.css';
import {
  isFrozen,
  useIncidentRecord,
  useIncidentMutation,
} from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { ApplyDialog, DeclineDialog } from './PlanDialogs';

const NUMBERS = ['None', 'One', 'Two', 'Three', 'Four', 'Five'];

function whatFits({ offered }: PlanRuns, { status }: Incident): string {
  const [best] = offered;
  if (!best) return 'No plan of the catalog fits this incident as it stands.';
  const count = offered.length;
  const many = `${NUMBERS[count] ?? count} fit. ${best.title} fits best. `;
  const first = count === 1 ? `${best.title} fits. ` : many;
  const byItself =
    status === 'new' || status === 'triage'
      ? ' It is applied by itself when triage ends.'
      : '';
  return `${first}${withShortNames(best.reason)}${byItself}`;
}

/** What to do about an incident that follows no plan. */
export function NoPlan({ plans }: { plans: PlanRuns }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [asking, setAsking] = useState<'other' | 'none'>();
  const { noPlan, offered } = plans;
  const [best] = offered;
  const mayApply = incident.rights.update && !isFrozen(incident);
  return (
    <div className={page.message}>
      <RiListCheck3 aria-hidden />
      <div>
        <div className={page.strong}>
          {noPlan ? 'Handled without a plan' : 'No plan is applied'}
        </div>
        {noPlan && (
          <p className={page.quiet}>
            {`${noPlan.reason} (`}
            <Actor subject={noPlan.by} />
            {`, ${shortTime(noPlan.at)} UTC)`}
          </p>
        )}
        {(!noPlan || best) && (
          <p className={page.quiet}>{whatFits(plans, incident)}</p>
        )}
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
                  {`Apply ${best.title}`}
                </Button>
              )}
              <Button
                variant={best ? 'tertiary' : 'secondary'}
                isDisabled={pending}
                onPress={() => setAsking('other')}
              >
                {best ? 'Other' : 'Choose a plan'}
              </Button>
            </div>
            {!noPlan && (
              <div className={`${page.quiet} ${page.note}`}>
                <button
                  type="button"
                  className={page.linkButton}
                  onClick={() => setAsking('none')}
                >
                  Go without a plan, say why
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
