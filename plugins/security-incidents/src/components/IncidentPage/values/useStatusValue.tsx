import { MenuTrigger } from '@backstage/ui';
import { usePrinting } from '../../../hooks';
import { useTranslation } from '../../../translation';
import { StatusDial } from '../../common';
import page from '../IncidentPage.module.css';
import { useIncidentMutation, useIncidentRecord } from '../IncidentRecord';
import { MoveFailed, mayMove, MovesMenu, useStartMove } from '../next';
import { ValueButton } from './ChipPopover';
import styles from './values.module.css';

const nothing = () => {};

/** Where the incident is in its lifecycle; whoever may move it does so here. */
export function useStatusValue() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const printing = usePrinting();
  const { run, problem } = useIncidentMutation();
  const { start, dialog } = useStartMove(run, nothing);
  const { status, transitions } = incident;
  const options = transitions.filter(mayMove);
  const chip = (
    <span className={`${page.strong} ${styles.fill}`}>
      <StatusDial status={status} />
    </span>
  );
  return {
    value:
      options.length === 0 || printing ? (
        chip
      ) : (
        <MenuTrigger>
          <ValueButton
            label={t('incidentPage.header.change', {
              name: t('incidentPage.header.status'),
              value: t(`term.status.${status}`),
            })}
          >
            {chip}
          </ValueButton>
          <MovesMenu options={options} onChoose={start} />
        </MenuTrigger>
      ),
    /** Asks for what a move needs. */
    dialog,
    /** Why the last move was refused. */
    failure: problem && <MoveFailed problem={problem} />,
  };
}
