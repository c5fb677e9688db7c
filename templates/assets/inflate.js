/* zlib for browsers without DecompressionStream (before 2023); search.js loads it only there. RFC 1950 and 1951. */
(function () {
  'use strict';

  var LENGTH = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  var ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  function table(lengths) { // code lengths → how many codes of each length, and the symbols in order
    var counts = new Uint16Array(16), starts = new Uint16Array(16), symbols = [];
    lengths.forEach(function (length) { if (length) counts[length]++; });
    for (var i = 1; i < 15; i++) starts[i + 1] = starts[i] + counts[i];
    lengths.forEach(function (length, symbol) { if (length) symbols[starts[length]++] = symbol; });
    return { counts: counts, symbols: symbols };
  }

  window.briefInflate = function (data) {
    var at = 2, bit = 0, out = [], last;

    function bits(count) {
      var value = 0;
      for (var i = 0; i < count; i++) {
        if (at >= data.length) throw new Error('cut short');
        value |= (data[at] >> bit & 1) << i;
        if (++bit === 8) { bit = 0; at++; }
      }
      return value;
    }

    function symbol(codes) {
      var code = 0, first = 0, index = 0;
      for (var length = 1; length < 16; length++) {
        code |= bits(1);
        var count = codes.counts[length];
        if (code - first < count) return codes.symbols[index + code - first];
        index += count;
        first = first + count << 1;
        code <<= 1;
      }
      throw new Error('no such code');
    }

    function dynamic() {
      var literals = bits(5) + 257, distances = bits(5) + 1, lengths = [], own = new Array(19).fill(0);
      for (var i = 0, n = bits(4) + 4; i < n; i++) own[ORDER[i]] = bits(3);
      var codes = table(own);
      while (lengths.length < literals + distances) {
        var next = symbol(codes), value = 0, times = 1;
        if (next < 16) value = next;
        else if (next === 16) { value = lengths[lengths.length - 1]; times = 3 + bits(2); }
        else times = next === 17 ? 3 + bits(3) : 11 + bits(7);
        while (times--) lengths.push(value);
      }
      return [table(lengths.slice(0, literals)), table(lengths.slice(literals))];
    }

    function fixed() {
      var lengths = [];
      for (var i = 0; i < 288; i++) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
      return [table(lengths), table(new Array(30).fill(5))];
    }

    function block(codes) {
      for (;;) {
        var next = symbol(codes[0]);
        if (next === 256) return;
        if (next < 256) { out.push(next); continue; }
        next -= 257;
        var length = LENGTH[next] + bits(next < 8 || next === 28 ? 0 : (next >> 2) - 1);
        var code = symbol(codes[1]), extra = code < 4 ? 0 : (code >> 1) - 1;
        var distance = (code < 4 ? code : (2 + (code & 1) << extra)) + 1 + bits(extra);
        if (distance > out.length) throw new Error('too far back');
        while (length--) out.push(out[out.length - distance]);
      }
    }

    do {
      last = bits(1);
      var kind = bits(2);
      if (kind === 0) {
        if (bit) { bit = 0; at++; }
        var size = data[at] | data[at + 1] << 8;
        for (at += 4; size--; at++) out.push(data[at]);
      } else if (kind < 3) block(kind === 1 ? fixed() : dynamic());
      else throw new Error('no such block');
    } while (!last);

    if (bit) at++;
    var a = 1, b = 0;
    out.forEach(function (byte) { a = (a + byte) % 65521; b = (b + a) % 65521; });
    if ((data[at] << 8 | data[at + 1]) !== b || (data[at + 2] << 8 | data[at + 3]) !== a) throw new Error('damaged');
    return Uint8Array.from(out);
  };
})();
