import { ejabberd } from './ejabberd.ts';
import { inkling } from './inkling.ts';
import type { Kind } from './peer.ts';
import { prosody } from './prosody.ts';
import { theLounge } from './the-lounge.ts';

/** The product and all its peers. */
export const kinds: Kind[] = [inkling, ejabberd, prosody, theLounge];
