import type { ReactNode } from 'react';
import page from './FrozenReport.module.css';

/** A table that scrolls sideways where it does not fit, with the keyboard too. */
export function Scroller(props: { label: string; children: ReactNode }) {
  return (
    <div
      className={page.scroller}
      role="region"
      aria-label={props.label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}
