import fc from 'fast-check';
import { seed } from './seed.ts';

// What asks for no seed of its own is the same each time too.
fc.configureGlobal({ seed });
