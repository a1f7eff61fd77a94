import { hash } from 'node:crypto';
import type { Sha256Hex } from 'backstage-plugin-security-incidents-common';

/** The hash function of Node.js, several times as fast as the portable one that browsers use. */
export const sha256Hex: Sha256Hex = bytes => hash('sha256', bytes, 'hex');
