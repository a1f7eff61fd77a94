import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import {
  STEP_KINDS,
  type StepKind,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { getLabels, useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';

/** The kinds that a response mostly consists of; the others are under "More". */
const USUAL = STEP_KINDS.slice(0, STEP_KINDS.indexOf('decision') + 1);

const kindOf = (key: unknown) => STEP_KINDS.find(name => name === key);

/** Chooses the kind of a step: the usual kinds with one press. */
export function Kinds(props: {
  value: StepKind;
  onChange(kind: StepKind): void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  // Another card may ask for a kind that a small screen does not show.
  useEffect(() => {
    const box = scroller.current;
    const chosen = box?.querySelector<HTMLElement>('[data-selected]');
    if (!box || !chosen) return;
    const { left, right } = box.getBoundingClientRect();
    const at = chosen.getBoundingClientRect();
    if (at.left < left) box.scrollLeft -= left - at.left;
    if (at.right > right) box.scrollLeft += at.right - right;
  }, [value]);
  const shown = USUAL.includes(value) ? USUAL : [...USUAL, value];
  const choose = (key: unknown) => {
    const kind = kindOf(key);
    if (kind) onChange(kind);
  };
  return (
    <div className={styles.scroller} ref={scroller}>
      <div className={styles.kinds}>
        <ToggleButtonGroup
          aria-label={t('incidentPage.composer.kind')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[value]}
          onSelectionChange={([chosen]) => choose(chosen)}
        >
          {shown.map(kind => (
            <ToggleButton key={kind} id={kind}>
              {getLabels(t, 'stepKind')[kind]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <MenuTrigger>
          <Button
            variant="tertiary"
            aria-label={t('incidentPage.composer.moreKinds')}
            iconEnd={<RiArrowDownSLine aria-hidden />}
          >
            {t('incidentPage.composer.more')}
          </Button>
          <Menu onAction={choose}>
            {STEP_KINDS.filter(kind => !shown.includes(kind)).map(kind => (
              <MenuItem key={kind} id={kind}>
                {getLabels(t, 'stepKind')[kind]}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      </div>
    </div>
  );
}
