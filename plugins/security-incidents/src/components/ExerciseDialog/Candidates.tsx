import { Button } from '@backstage/ui';
import type { PlanOffer } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { type NamedEntity, TextWithNames } from '../common';
import styles from './ExerciseDialog.module.css';
import { toSaid } from '../said';

/** More of them are found by searching. */
const SHOWN = 5;

/** The plans that apply alike, each with the reason, to choose one. */
export function Candidates(props: {
  plans: readonly PlanOffer[];
  onChoose(plan: NamedEntity): void;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={styles.candidates}>{t('exerciseDialog.plan.undecided')}</p>
      <ul
        className={styles.candidates}
        aria-label={t('exerciseDialog.plan.candidates')}
      >
        {props.plans.slice(0, SHOWN).map(({ planRef, title, reason }) => (
          <li key={planRef}>
            <Button
              size="small"
              variant="secondary"
              onPress={() => props.onChoose({ entityRef: planRef, title })}
            >
              {title}
            </Button>{' '}
            <TextWithNames text={toSaid(t, reason)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
