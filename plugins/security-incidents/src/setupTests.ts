import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages in a simulated browser: on two busy cores the first one takes longer than Jest's five seconds.
jest.setTimeout(90_000);
configure({ asyncUtilTimeout: 20_000 });
