;; ONNX Runtime's product of bytes, with the dot products of relaxed SIMD: activations of eight bits without sign, weights
;; of eight bits with sign and the zero point 0, sums of 32 bits. What is unlike this goes to the published routine.
;;
;; C[m,n] = sum over k of (A[m,k] - zero) * B[k,n]
;;
;; A relaxed dot product gives the same on every processor if one operand has seven bits. Weights of a reduced range, from
;; -64 to 64, are taken 64 too high, activations 128 too low; with a = A - 128 and w = B + 64
;;
;; C[m,n] = sum(a * w) - 64 * sum(a) + (128 - zero) * (sum(w) - 64 * K)
;;
;; A weight of 64 would be 128, one too many for seven bits: it counts as 127, and the missing a + 128 - zero is added to
;; its column afterwards. All is whole numbers, so that the sums are exactly those of the published routine.
(module
  (import "runtime" "published" (func $published (param i32 i32 i32 i32 i32 i32)))
  (import "runtime" "memory" (memory 1))
  (import "runtime" "table" (table 1 funcref))
  (import "runtime" "stack" (global $stack (mut i32)))

  ;; Scratch memory lies below the top of the stack, where nothing is in use while nothing is called that uses it:
  ;; 0       16 columns of w, for all k: four of k beside each other, column by column; K * 16 bytes, K up to 2048
  ;; 32768   -64 * sum(a) of 64 rows
  ;; 33024   the weights of 64 among the 16 columns: k, and four times the column; up to 256
  ;; 35072   64 rows of a
  ;; 166144  its end

  ;; Takes the place of the published routine: the rows and columns of C that are to be worked off by one thread.
  (func $product (param $shape i32) (param $data i32) (param $m i32) (param $rows i32) (param $n i32) (param $columns i32)
    (local $processor i32)
    (if (call $fits (local.get $shape) (local.get $data) (local.get $rows) (local.get $n) (local.get $columns))
      (then
        (if
          (call $multiply
            (i32.load offset=8 (local.get $shape)) (local.get $data)
            (local.get $m) (local.get $rows) (local.get $n) (local.get $columns))
          (then
            (local.set $processor (i32.load offset=36 (local.get $data)))
            (if (local.get $processor)
              (then
                (call_indirect (param i32 i32 i32 i32 i32 i32 i32)
                  (local.get $processor) (i32.load offset=28 (local.get $data))
                  (local.get $m) (local.get $n) (local.get $rows) (local.get $columns)
                  (i32.load offset=32 (local.get $data))
                  (i32.load (i32.load (local.get $processor))))))
            (return)))))
    (call $published
      (local.get $shape) (local.get $data) (local.get $m) (local.get $rows) (local.get $n) (local.get $columns)))

  ;; Whether the operands are such as this routine multiplies, the sizes of the weights aside.
  (func $fits (param $shape i32) (param $data i32) (param $rows i32) (param $n i32) (param $columns i32) (result i32)
    (local $k i32) (local $zeros i32) (local $end i32)
    (local.set $k (i32.load offset=8 (local.get $shape)))
    (if
      (i32.or
        (i32.or
          (i32.load8_u offset=12 (local.get $shape))                 ;; activations with sign
          (i32.eqz (i32.load8_u offset=13 (local.get $shape))))      ;; weights without
        (i32.or
          (i32.load8_u offset=14 (local.get $shape))                 ;; added to what is there
          (i32.load8_u offset=24 (local.get $data))))                ;; weights packed before
      (then (return (i32.const 0))))
    (if
      (i32.or
        (i32.or
          (i32.or (i32.eqz (local.get $rows)) (i32.eqz (local.get $columns)))
          (i32.and (local.get $columns) (i32.const 15)))
        (i32.or
          (i32.or (i32.eqz (local.get $k)) (i32.and (local.get $k) (i32.const 15)))
          (i32.gt_u (local.get $k) (i32.const 2048))))
      (then (return (i32.const 0))))
    (local.set $zeros (i32.load offset=20 (local.get $data)))
    (if (i32.eqz (i32.load8_u offset=25 (local.get $data)))          ;; one zero point for all columns
      (then (return (i32.eqz (i32.load8_u (local.get $zeros))))))
    (local.set $zeros (i32.add (local.get $zeros) (local.get $n)))
    (local.set $end (i32.add (local.get $zeros) (local.get $columns)))
    (loop $next
      (if (v128.any_true (v128.load align=1 (local.get $zeros)))
        (then (return (i32.const 0))))
      (local.set $zeros (i32.add (local.get $zeros) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $zeros) (local.get $end))))
    (i32.const 1))

  ;; Whether all could be multiplied: not where a weight is beyond -64 and 64.
  (func $multiply
    (param $k i32) (param $data i32) (param $m i32) (param $rows i32) (param $n i32) (param $columns i32) (result i32)
    (local $a i32) (local $b i32) (local $c i32) (local $a_stride i32) (local $b_stride i32) (local $c_stride i32)
    (local $beyond_zero i32) (local $scratch i32) (local $block i32) (local $column i32) (local $excesses_end i32)
    (local.set $a_stride (i32.load offset=4 (local.get $data)))
    (local.set $b_stride (i32.load offset=16 (local.get $data)))
    (local.set $c_stride (i32.shl (i32.load offset=32 (local.get $data)) (i32.const 2)))
    (local.set $beyond_zero (i32.sub (i32.const 128) (i32.load8_u offset=8 (local.get $data))))
    (local.set $a (i32.add (i32.load (local.get $data)) (i32.mul (local.get $m) (local.get $a_stride))))
    (local.set $b (i32.add (i32.load offset=12 (local.get $data)) (local.get $n)))
    (local.set $c
      (i32.add
        (i32.add (i32.load offset=28 (local.get $data)) (i32.mul (local.get $m) (local.get $c_stride)))
        (i32.shl (local.get $n) (i32.const 2))))
    (local.set $scratch (i32.and (i32.sub (global.get $stack) (i32.const 166144)) (i32.const -16)))
    (loop $next_rows
      (local.set $block
        (select (local.get $rows) (i32.const 64) (i32.lt_u (local.get $rows) (i32.const 64))))
      (call $copy_rows
        (local.get $a) (local.get $a_stride) (local.get $k) (local.get $block) (local.get $scratch))
      (local.set $column (i32.const 0))
      (loop $next_columns
        (local.set $excesses_end
          (call $multiply_columns
            (i32.add (local.get $b) (local.get $column)) (local.get $b_stride) (local.get $k)
            (i32.add (local.get $c) (i32.shl (local.get $column) (i32.const 2))) (local.get $c_stride)
            (local.get $block) (local.get $beyond_zero) (local.get $scratch)))
        (if (i32.eqz (local.get $excesses_end))
          (then (return (i32.const 0))))
        (call $add_excesses
          (local.get $excesses_end) (local.get $k)
          (i32.add (local.get $c) (i32.shl (local.get $column) (i32.const 2))) (local.get $c_stride)
          (local.get $block) (local.get $beyond_zero) (local.get $scratch))
        (local.set $column (i32.add (local.get $column) (i32.const 16)))
        (br_if $next_columns (i32.lt_u (local.get $column) (local.get $columns))))
      (local.set $a (i32.add (local.get $a) (i32.mul (local.get $block) (local.get $a_stride))))
      (local.set $c (i32.add (local.get $c) (i32.mul (local.get $block) (local.get $c_stride))))
      (local.set $rows (i32.sub (local.get $rows) (local.get $block)))
      (br_if $next_rows (local.get $rows)))
    (i32.const 1))

  ;; Copies rows of A into scratch memory as a, and writes -64 * sum(a) of each.
  (func $copy_rows (param $a i32) (param $a_stride i32) (param $k i32) (param $rows i32) (param $scratch i32)
    (local $at i32) (local $to i32) (local $sums i32) (local $values v128) (local $sum v128)
    (local.set $sums (i32.add (local.get $scratch) (i32.const 32768)))
    (local.set $to (i32.add (local.get $scratch) (i32.const 35072)))
    (loop $next_row
      (local.set $at (i32.const 0))
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (loop $next
        (local.set $values
          (v128.xor
            (v128.load align=1 (i32.add (local.get $a) (local.get $at)))
            (v128.const i8x16 128 128 128 128 128 128 128 128 128 128 128 128 128 128 128 128)))
        (v128.store (i32.add (local.get $to) (local.get $at)) (local.get $values))
        (local.set $sum
          (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $values)
            (v128.const i8x16 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64)
            (local.get $sum)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $k))))
      (i32.store (local.get $sums)
        (i32.sub
          (i32.const 0)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum))))))
      (local.set $sums (i32.add (local.get $sums) (i32.const 4)))
      (local.set $to (i32.add (local.get $to) (local.get $k)))
      (local.set $a (i32.add (local.get $a) (local.get $a_stride)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $next_row (local.get $rows))))

  ;; Multiplies the copied rows with 16 columns, weights of 64 taken as 63; gives the end of the list of those weights, or
  ;; 0 where a weight is beyond -64 and 64.
  (func $multiply_columns
    (param $b i32) (param $b_stride i32) (param $k i32) (param $c i32) (param $c_stride i32) (param $rows i32)
    (param $beyond_zero i32) (param $scratch i32) (result i32)
    (local $panel i32) (local $panel_end i32) (local $excesses_end i32) (local $at i32) (local $next_a i32) (local $a i32)
    (local $sums i32) (local $at_k i32)
    (local $w0 v128) (local $w1 v128) (local $w2 v128) (local $w3 v128)
    (local $low v128) (local $high v128)
    (local $column0 v128) (local $column1 v128) (local $column2 v128) (local $column3 v128)
    (local $x v128) (local $x0 v128) (local $x1 v128) (local $x2 v128) (local $x3 v128)
    (local $y v128) (local $y0 v128) (local $y1 v128) (local $y2 v128) (local $y3 v128)
    (local.set $excesses_end (i32.add (local.get $scratch) (i32.const 33024)))
    (local.set $panel (local.get $scratch))
    (local.set $panel_end (i32.add (local.get $scratch) (i32.shl (local.get $k) (i32.const 4))))

    (block $packed (block $beyond
    (loop $pack
      (local.set $w0 (i8x16.add
        (v128.load align=1 (local.get $b))
        (v128.const i8x16 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64)))
      (local.set $w1 (i8x16.add
        (v128.load align=1 (local.tee $at (i32.add (local.get $b) (local.get $b_stride))))
        (v128.const i8x16 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64)))
      (local.set $w2 (i8x16.add
        (v128.load align=1 (local.tee $at (i32.add (local.get $at) (local.get $b_stride))))
        (v128.const i8x16 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64)))
      (local.set $w3 (i8x16.add
        (v128.load align=1 (local.tee $at (i32.add (local.get $at) (local.get $b_stride))))
        (v128.const i8x16 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64 64)))
      (if
        (i8x16.bitmask
          (v128.or (v128.or (local.get $w0) (local.get $w1)) (v128.or (local.get $w2) (local.get $w3))))
        (then
          (local.set $at_k (i32.shr_u (i32.sub (local.get $panel) (local.get $scratch)) (i32.const 4)))
          (br_if $beyond (i32.eqz (local.tee $excesses_end (call $list_excesses
            (local.get $w0) (local.get $at_k) (i32.const 0) (local.get $excesses_end) (local.get $scratch)))))
          (br_if $beyond (i32.eqz (local.tee $excesses_end (call $list_excesses
            (local.get $w1) (local.get $at_k) (i32.const 1) (local.get $excesses_end) (local.get $scratch)))))
          (br_if $beyond (i32.eqz (local.tee $excesses_end (call $list_excesses
            (local.get $w2) (local.get $at_k) (i32.const 2) (local.get $excesses_end) (local.get $scratch)))))
          (br_if $beyond (i32.eqz (local.tee $excesses_end (call $list_excesses
            (local.get $w3) (local.get $at_k) (i32.const 3) (local.get $excesses_end) (local.get $scratch)))))
          (local.set $w0 (i8x16.min_u (local.get $w0)
            (v128.const i8x16 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127)))
          (local.set $w1 (i8x16.min_u (local.get $w1)
            (v128.const i8x16 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127)))
          (local.set $w2 (i8x16.min_u (local.get $w2)
            (v128.const i8x16 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127)))
          (local.set $w3 (i8x16.min_u (local.get $w3)
            (v128.const i8x16 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127 127)))))
      (local.set $low (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $w0) (local.get $w1)))
      (local.set $high (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $w2) (local.get $w3)))
      (local.set $x (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $low) (local.get $high)))
      (local.set $y (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $low) (local.get $high)))
      (v128.store (local.get $panel) (local.get $x))
      (v128.store offset=16 (local.get $panel) (local.get $y))
      (local.set $column0 (i32x4.relaxed_dot_i8x16_i7x16_add_s
        (v128.const i8x16 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1) (local.get $x) (local.get $column0)))
      (local.set $column1 (i32x4.relaxed_dot_i8x16_i7x16_add_s
        (v128.const i8x16 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1) (local.get $y) (local.get $column1)))
      (local.set $low (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $w0) (local.get $w1)))
      (local.set $high (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $w2) (local.get $w3)))
      (local.set $x (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $low) (local.get $high)))
      (local.set $y (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $low) (local.get $high)))
      (v128.store offset=32 (local.get $panel) (local.get $x))
      (v128.store offset=48 (local.get $panel) (local.get $y))
      (local.set $column2 (i32x4.relaxed_dot_i8x16_i7x16_add_s
        (v128.const i8x16 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1) (local.get $x) (local.get $column2)))
      (local.set $column3 (i32x4.relaxed_dot_i8x16_i7x16_add_s
        (v128.const i8x16 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1) (local.get $y) (local.get $column3)))
      (local.set $b (i32.add (local.get $at) (local.get $b_stride)))
      (local.set $panel (i32.add (local.get $panel) (i32.const 64)))
      (br_if $pack (i32.lt_u (local.get $panel) (local.get $panel_end))))
    (br $packed))
    (return (i32.const 0)))

    ;; What each column adds to all its rows: (128 - zero) * (sum(w) - 64 * K).
    (local.set $x (i32x4.splat (i32.shl (local.get $k) (i32.const 6))))
    (local.set $y (i32x4.splat (local.get $beyond_zero)))
    (local.set $column0 (i32x4.mul (i32x4.sub (local.get $column0) (local.get $x)) (local.get $y)))
    (local.set $column1 (i32x4.mul (i32x4.sub (local.get $column1) (local.get $x)) (local.get $y)))
    (local.set $column2 (i32x4.mul (i32x4.sub (local.get $column2) (local.get $x)) (local.get $y)))
    (local.set $column3 (i32x4.mul (i32x4.sub (local.get $column3) (local.get $x)) (local.get $y)))

    (local.set $sums (i32.add (local.get $scratch) (i32.const 32768)))
    (local.set $a (i32.add (local.get $scratch) (i32.const 35072)))
    (block $done
      ;; Two rows at a time: eight sums in registers.
      (loop $next_pair
        (br_if $done (i32.eqz (local.get $rows)))
        (if (i32.ge_u (local.get $rows) (i32.const 2))
          (then
            (local.set $x (v128.load32_splat (local.get $sums)))
            (local.set $x0 (i32x4.add (local.get $x) (local.get $column0)))
            (local.set $x1 (i32x4.add (local.get $x) (local.get $column1)))
            (local.set $x2 (i32x4.add (local.get $x) (local.get $column2)))
            (local.set $x3 (i32x4.add (local.get $x) (local.get $column3)))
            (local.set $y (v128.load32_splat offset=4 (local.get $sums)))
            (local.set $y0 (i32x4.add (local.get $y) (local.get $column0)))
            (local.set $y1 (i32x4.add (local.get $y) (local.get $column1)))
            (local.set $y2 (i32x4.add (local.get $y) (local.get $column2)))
            (local.set $y3 (i32x4.add (local.get $y) (local.get $column3)))
            (local.set $panel (local.get $scratch))
            (local.set $next_a (i32.add (local.get $a) (local.get $k)))
            (loop $step
              (local.set $x (v128.load32_splat (local.get $a)))
              (local.set $y (v128.load32_splat (local.get $next_a)))
              (local.set $low (v128.load (local.get $panel)))
              (local.set $x0 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x0)))
              (local.set $y0 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y0)))
              (local.set $low (v128.load offset=16 (local.get $panel)))
              (local.set $x1 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x1)))
              (local.set $y1 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y1)))
              (local.set $low (v128.load offset=32 (local.get $panel)))
              (local.set $x2 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x2)))
              (local.set $y2 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y2)))
              (local.set $low (v128.load offset=48 (local.get $panel)))
              (local.set $x3 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x3)))
              (local.set $y3 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y3)))
              (local.set $x (v128.load32_splat offset=4 (local.get $a)))
              (local.set $y (v128.load32_splat offset=4 (local.get $next_a)))
              (local.set $low (v128.load offset=64 (local.get $panel)))
              (local.set $x0 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x0)))
              (local.set $y0 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y0)))
              (local.set $low (v128.load offset=80 (local.get $panel)))
              (local.set $x1 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x1)))
              (local.set $y1 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y1)))
              (local.set $low (v128.load offset=96 (local.get $panel)))
              (local.set $x2 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x2)))
              (local.set $y2 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y2)))
              (local.set $low (v128.load offset=112 (local.get $panel)))
              (local.set $x3 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $low) (local.get $x3)))
              (local.set $y3 (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $y) (local.get $low) (local.get $y3)))
              (local.set $a (i32.add (local.get $a) (i32.const 8)))
              (local.set $next_a (i32.add (local.get $next_a) (i32.const 8)))
              (local.set $panel (i32.add (local.get $panel) (i32.const 128)))
              (br_if $step (i32.lt_u (local.get $panel) (local.get $panel_end))))
            (v128.store align=4 (local.get $c) (local.get $x0))
            (v128.store offset=16 align=4 (local.get $c) (local.get $x1))
            (v128.store offset=32 align=4 (local.get $c) (local.get $x2))
            (v128.store offset=48 align=4 (local.get $c) (local.get $x3))
            (local.set $c (i32.add (local.get $c) (local.get $c_stride)))
            (v128.store align=4 (local.get $c) (local.get $y0))
            (v128.store offset=16 align=4 (local.get $c) (local.get $y1))
            (v128.store offset=32 align=4 (local.get $c) (local.get $y2))
            (v128.store offset=48 align=4 (local.get $c) (local.get $y3))
            (local.set $c (i32.add (local.get $c) (local.get $c_stride)))
            (local.set $a (local.get $next_a))
            (local.set $sums (i32.add (local.get $sums) (i32.const 8)))
            (local.set $rows (i32.sub (local.get $rows) (i32.const 2)))
            (br $next_pair))))

      ;; The row that is left of an odd number.
      (local.set $x (v128.load32_splat (local.get $sums)))
      (local.set $x0 (i32x4.add (local.get $x) (local.get $column0)))
      (local.set $x1 (i32x4.add (local.get $x) (local.get $column1)))
      (local.set $x2 (i32x4.add (local.get $x) (local.get $column2)))
      (local.set $x3 (i32x4.add (local.get $x) (local.get $column3)))
      (local.set $panel (local.get $scratch))
      (loop $step
        (local.set $x (v128.load32_splat (local.get $a)))
        (local.set $x0 (i32x4.relaxed_dot_i8x16_i7x16_add_s
          (local.get $x) (v128.load (local.get $panel)) (local.get $x0)))
        (local.set $x1 (i32x4.relaxed_dot_i8x16_i7x16_add_s
          (local.get $x) (v128.load offset=16 (local.get $panel)) (local.get $x1)))
        (local.set $x2 (i32x4.relaxed_dot_i8x16_i7x16_add_s
          (local.get $x) (v128.load offset=32 (local.get $panel)) (local.get $x2)))
        (local.set $x3 (i32x4.relaxed_dot_i8x16_i7x16_add_s
          (local.get $x) (v128.load offset=48 (local.get $panel)) (local.get $x3)))
        (local.set $a (i32.add (local.get $a) (i32.const 4)))
        (local.set $panel (i32.add (local.get $panel) (i32.const 64)))
        (br_if $step (i32.lt_u (local.get $panel) (local.get $panel_end))))
      (v128.store align=4 (local.get $c) (local.get $x0))
      (v128.store offset=16 align=4 (local.get $c) (local.get $x1))
      (v128.store offset=32 align=4 (local.get $c) (local.get $x2))
      (v128.store offset=48 align=4 (local.get $c) (local.get $x3)))
    (local.get $excesses_end))

  ;; Adds the weights of 64 in 16 columns of a row of B to the list; gives its new end, or 0 where a weight is beyond -64
  ;; and 64 or the list is full.
  (func $list_excesses
    (param $w v128) (param $at_k i32) (param $more i32) (param $excesses_end i32) (param $scratch i32) (result i32)
    (local $columns i32)
    (local.set $columns (i8x16.bitmask (local.get $w)))
    (if
      (i32.ne
        (local.get $columns)
        (i8x16.bitmask (i8x16.eq
          (local.get $w)
          (v128.const i8x16 128 128 128 128 128 128 128 128 128 128 128 128 128 128 128 128))))
      (then (return (i32.const 0))))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $columns)))
        (if (i32.ge_u (local.get $excesses_end) (i32.add (local.get $scratch) (i32.const 35072)))
          (then (return (i32.const 0))))
        (i32.store (local.get $excesses_end) (i32.add (local.get $at_k) (local.get $more)))
        (i32.store offset=4 (local.get $excesses_end) (i32.shl (i32.ctz (local.get $columns)) (i32.const 2)))
        (local.set $excesses_end (i32.add (local.get $excesses_end) (i32.const 8)))
        (local.set $columns (i32.and (local.get $columns) (i32.sub (local.get $columns) (i32.const 1))))
        (br $next)))
    (local.get $excesses_end))

  ;; Adds what the listed weights are too low by one: a + 128 - zero, to each row of their column.
  (func $add_excesses
    (param $excesses_end i32) (param $k i32) (param $c i32) (param $c_stride i32) (param $rows i32)
    (param $beyond_zero i32) (param $scratch i32)
    (local $excess i32) (local $a i32) (local $to i32) (local $left i32)
    (local.set $excess (i32.add (local.get $scratch) (i32.const 33024)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $excess) (local.get $excesses_end)))
        (local.set $a
          (i32.add (i32.add (local.get $scratch) (i32.const 35072)) (i32.load (local.get $excess))))
        (local.set $to (i32.add (local.get $c) (i32.load offset=4 (local.get $excess))))
        (local.set $left (local.get $rows))
        (loop $next_row
          (i32.store (local.get $to)
            (i32.add
              (i32.load (local.get $to))
              (i32.add (i32.load8_s (local.get $a)) (local.get $beyond_zero))))
          (local.set $a (i32.add (local.get $a) (local.get $k)))
          (local.set $to (i32.add (local.get $to) (local.get $c_stride)))
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (br_if $next_row (local.get $left)))
        (local.set $excess (i32.add (local.get $excess) (i32.const 8)))
        (br $next))))
)
