import { Button, DialogTrigger, Popover } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { type ReactNode, useState } from 'react';
import styles from './values.module.css';

/** The button that a value is, for whoever may change it. */
export function ValueButton(props: { label: string; children: ReactNode }) {
  return (
    <Button
      variant="tertiary"
      className={styles.value}
      aria-label={props.label}
      iconEnd={<RiArrowDownSLine aria-hidden />}
    >
      {props.children}
    </Button>
  );
}

/** A value that opens the fields which change it. */
export function ChipPopover(props: {
  /** What the value is and that it can be changed. */
  label: string;
  chip: ReactNode;
  children(close: () => void): ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <ValueButton label={props.label}>{props.chip}</ValueButton>
      <Popover placement="bottom start" hideArrow className={styles.popover}>
        {props.children(() => setOpen(false))}
      </Popover>
    </DialogTrigger>
  );
}
