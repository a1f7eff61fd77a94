import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  Incident,
  TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../translation';
import { KeyCap } from '../../common';
import styles from '../IncidentPage.module.css';
import { useIncidentMutation, useIncidentRecord } from '../IncidentRecord';
import { useWhomToAsk } from '../useWhomToAsk';
import { Blockers } from './Blockers';
import { MetAndLater } from './MetAndLater';
import { MoreActions } from './MoreActions';
import { MoveFailed } from './MoveFailed';
import { StillFires } from './StillFires';
import { getMissing, mayMove, toHeading, toMoveLabel } from './moves';
import { useStartMove } from './useStartMove';

function CannotMove({ option }: { option: TransitionOption }) {
  const { t } = useTranslation();
  const whom = useWhomToAsk();
  return (
    <p className={`${styles.quiet} ${styles.flush}`}>
      {t('incidentPage.nextStep.cannotMove', {
        action: toMoveLabel(t, option),
        whom,
      })}
    </p>
  );
}

/**
 * Runs what the card offers. After that the focus goes to what is next, because the button that was pressed may be gone.
 */
function useActions() {
  const { run, pending, problem } = useIncidentMutation();
  const box = useRef<HTMLDivElement>(null);
  const [acted, setActed] = useState(0);
  useEffect(() => {
    if (!acted) return;
    const next =
      box.current?.querySelector<HTMLElement>('[data-blocker] button') ??
      box.current?.querySelector<HTMLElement>('[data-move]:not([disabled])') ??
      box.current?.querySelector<HTMLElement>('h2');
    next?.focus();
  }, [acted]);
  const onActed = () => setActed(count => count + 1);
  return {
    box,
    pending,
    problem,
    onActed,
    run: async (change: () => Promise<Incident>) => {
      const done = await run(change);
      if (done) onActed();
      return done;
    },
  };
}

/** What blocks the next status, and all moves from here. */
export function NextStepCard() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { box, run, pending, problem, onActed } = useActions();
  const { start, dialog } = useStartMove(run, onActed);
  const { transitions } = incident;
  const forward = transitions.find(({ kind }) => kind === 'forward');
  // From an end there is no way forward, only one back.
  const main =
    forward ?? transitions.find(option => mayMove(option) && !option.allowed);
  const isBlocked = Boolean(main && getMissing(main).length > 0);
  // Then there is no way back either.
  const isTooLate = Boolean(
    main &&
      getMissing(main).some(({ guard }) => guard === 'within-reopen-days'),
  );
  const others = transitions.filter(
    option => option !== forward && mayMove(option),
  );
  const forbidden = transitions.find(option => !mayMove(option));

  return (
    <Card aria-label={t('incidentPage.nextStep.title')} id="what-blocks">
      <div ref={box}>
        <CardHeader>
          <div className={styles.between}>
            <h2 className={styles.cardTitle} tabIndex={-1}>
              {toHeading(t, forward)} {isBlocked && <KeyCap>N</KeyCap>}
            </h2>
            <div className={styles.moves}>
              <MoreActions options={others} onChoose={start} />
              {forward && mayMove(forward) && (
                <Button
                  variant={isBlocked ? 'secondary' : 'primary'}
                  data-move
                  isDisabled={!forward.allowed}
                  isPending={pending}
                  onPress={() => start(forward)}
                >
                  {toMoveLabel(t, forward)}
                </Button>
              )}
            </div>
          </div>
        </CardHeader>
        <CardBody>
          {problem && <MoveFailed problem={problem} />}
          {main && isBlocked && (
            <Blockers option={main} pending={pending} run={run} />
          )}
          {(!isBlocked || (!forward && !isTooLate)) && (
            <p className={`${styles.quiet} ${styles.flush}`}>
              {forward
                ? t('incidentPage.nextStep.nothingMissing')
                : t('incidentPage.nextStep.frozen')}
            </p>
          )}
          {forbidden && (forward === forbidden || !others.length) && (
            <CannotMove option={forbidden} />
          )}
          <StillFires />
          <MetAndLater />
        </CardBody>
      </div>
      {dialog}
    </Card>
  );
}
