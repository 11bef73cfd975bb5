/** Before each test file: what is printed is compared without colours, whoever wants some of Jest, which asks its workers for them. */
'use strict';
process.env.FORCE_COLOR = '0';
