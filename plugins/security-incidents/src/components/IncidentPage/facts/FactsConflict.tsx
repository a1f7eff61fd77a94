import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiGitMergeLine } from '@remixicon/react';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';
import { toChangeLines } from '../timeline/changeLines';
import { dataOf } from '../timeline/entryData';
import { WhoDidWhat } from '../WhoDidWhat';
import type { FactsForm } from './factsForm';
import type { FactConflict } from './mergeFacts';

const SHOWN = 3;

/** Who changed what while somebody wrote, and for each fact that both changed a choice between the two values. */
export function FactsConflict(props: {
  conflicts: FactConflict[];
  changes: TimelineEntry[];
  form: FactsForm;
  onChoose(values: Partial<FactsForm>): void;
}) {
  const { conflicts, changes, form, onChoose } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed is at the other end of a long dialog.
  useEffect(() => {
    box.current?.scrollIntoView?.({ block: 'nearest' });
  }, [changes]);
  const isChosen = (values: Partial<FactsForm>) =>
    Object.entries(values).every(
      ([name, value]) => form[name as keyof FactsForm] === value,
    );
  return (
    <div ref={box} className={`${styles.message} ${styles.well}`} role="alert">
      <RiGitMergeLine aria-hidden />
      <div className={styles.conflict}>
        <div className={styles.strong}>
          {t('incidentPage.facts.conflict.title')}
        </div>
        <ul className={styles.list}>
          {changes.slice(0, SHOWN).map(entry => (
            <li key={entry.seq} className={styles.quiet}>
              <WhoDidWhat entry={entry} />
              {toChangeLines(t, dataOf(entry)).map(line => (
                <div key={line}>{line}</div>
              ))}
            </li>
          ))}
        </ul>
        <p className={styles.flush}>
          {conflicts.length
            ? t('incidentPage.facts.conflict.choose')
            : t('incidentPage.facts.conflict.unaffected')}
        </p>
        {conflicts.map(({ name, mine, theirs, mineText, theirsText }) => (
          <div key={name}>
            <div className={styles.strong}>{name}</div>
            <ToggleButtonGroup
              aria-label={name}
              orientation="vertical"
              selectionMode="single"
              selectedKeys={[
                ...(isChosen(mine) ? ['mine'] : []),
                ...(isChosen(theirs) ? ['theirs'] : []),
              ]}
              onSelectionChange={keys => {
                if (keys.has('mine')) onChoose(mine);
                if (keys.has('theirs')) onChoose(theirs);
              }}
            >
              <ToggleButton id="mine">
                {t('incidentPage.facts.conflict.mine', { value: mineText })}
              </ToggleButton>
              <ToggleButton id="theirs">
                {t('incidentPage.facts.conflict.theirs', {
                  value: theirsText,
                })}
              </ToggleButton>
            </ToggleButtonGroup>
          </div>
        ))}
      </div>
    </div>
  );
}
