import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import type { TransitionOption } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { withShortNames } from '../../common';
import styles from '../IncidentPage.module.css';
import { getMissing, toMoveLabel } from './moves';

const toKey = ({ kind, to }: TransitionOption) => `${kind}:${to}`;

/** Moves to choose from; what blocks a move stands beside it. */
export function MovesMenu(props: {
  options: TransitionOption[];
  onChoose(option: TransitionOption): void;
}) {
  const { options, onChoose } = props;
  const { t } = useTranslation();
  return (
    <Menu
      style={{ maxWidth: 'min(440px, calc(100vw - 24px))' }}
      disabledKeys={options.filter(({ allowed }) => !allowed).map(toKey)}
      onAction={key => {
        const option = options.find(candidate => toKey(candidate) === key);
        if (option) onChoose(option);
      }}
    >
      {options.map(option => (
        <MenuItem
          key={toKey(option)}
          id={toKey(option)}
          className={styles.move}
          color={option.kind === 'dismiss' ? 'danger' : 'primary'}
        >
          {option.allowed
            ? toMoveLabel(t, option)
            : t('incidentPage.nextStep.blocked', {
                action: toMoveLabel(t, option),
                reason: withShortNames(getMissing(option)[0].message),
              })}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The moves beside the next one. */
export function MoreActions(props: {
  options: TransitionOption[];
  onChoose(option: TransitionOption): void;
}) {
  const { options, onChoose } = props;
  const { t } = useTranslation();
  if (options.length === 0) return null;
  return (
    <MenuTrigger>
      <Button variant="tertiary" iconEnd={<RiArrowDownSLine aria-hidden />}>
        {t('incidentPage.nextStep.more')}
      </Button>
      <MovesMenu options={options} onChoose={onChoose} />
    </MenuTrigger>
  );
}
