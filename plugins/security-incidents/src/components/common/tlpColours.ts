import type { Tlp } from 'backstage-plugin-security-incidents-common';

/** Font colours of the Traffic Light Protocol 2.0. */
export const TLP_COLOURS: Record<Tlp, string> = {
  CLEAR: '#ffffff',
  GREEN: '#33ff00',
  AMBER: '#ffc000',
  'AMBER+STRICT': '#ffc000',
  RED: '#ff2b2b',
};
